import { useEffect } from "preact/hooks";
import { connect, state } from "../desk";
import type { State } from "../state";
import { Icon } from "./icons";
import { About } from "./about";
import { Help } from "./help";
import { Inbox } from "./inbox";
import { Notice } from "./notice";
import { PreparedReplies } from "./prepared";
import { Talk } from "./talk";

// App is the whole page: the inbox, the talk and what stands beside it.
export function App() {
  const s = state.value;
  const waiting = s.counts?.waiting ?? 0;
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Desk` : "Desk";
  }, [waiting]);
  return (
    <div class="app" data-pane={s.pane}>
      <Connection link={s.link} />
      <Inbox s={s} />
      <Talk s={s} />
      <About s={s} />
      <Notice text={s.notice} />
      {s.help && <Help />}
      {s.preparing && <PreparedReplies maxText={s.maxText} />}
    </div>
  );
}

// Connection says when what is shown may be out of date.
function Connection({ link }: { link: State["link"] }) {
  if (link === "out") {
    return (
      <p class="connection" role="alert">
        <Icon name="about" />
        <span>
          You are signed out. <a href="">Sign in again</a>
        </span>
      </p>
    );
  }
  if (link !== "lost") return null;
  return (
    <p class="connection" role="alert">
      <Icon name="wait" />
      <span>
        No connection to the shop. What you see may be out of date.{" "}
        <button type="button" class="link" onClick={connect}>
          Try now
        </button>
      </span>
    </p>
  );
}
