import { render } from "preact";
import { show, start } from "./desk";
import { keyboard } from "./keys";
import { parse } from "./route";
import { App } from "./ui/app";

function route(): void {
  const { id, pane } = parse(location.hash);
  show(id, pane);
}

document.body.replaceChildren();
render(<App />, document.body);
addEventListener("hashchange", route);
document.addEventListener("keydown", keyboard);
route();
start();
