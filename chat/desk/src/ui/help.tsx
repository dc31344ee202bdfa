import { dispatch } from "../desk";
import { keys } from "../keys";
import { Dialog } from "./dialog";

// Help shows the keys.
export function Help() {
  return (
    <Dialog title="Keys" kind="help" onClose={() => dispatch({ do: "help", open: false })}>
      <dl>
        {keys.map((k) => (
          <div key={k.does}>
            <dt>{k.keys.map((key) => (key === "…" ? " … " : <kbd>{key}</kbd>))}</dt>
            <dd>{k.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
