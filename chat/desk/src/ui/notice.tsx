import { useEffect } from "preact/hooks";
import { dispatch } from "../desk";
import type { Notice as Said } from "../state";
import { Icon } from "./icons";

const shownFor = 6_000;

// Notice says what just happened. An error stays until it is dismissed.
export function Notice({ notice }: { notice: Said | undefined }) {
  useEffect(() => {
    if (!notice || notice.bad) return;
    const timer = setTimeout(() => dispatch({ do: "notice" }), shownFor);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div class="notices" role="status">
      {notice && (
        <p class={notice.bad ? "notice bad" : "notice"}>
          <Icon name={notice.bad ? "about" : "done"} />
          <span>{notice.text}</span>
          <button type="button" class="bare" aria-label="Dismiss" onClick={() => dispatch({ do: "notice" })}>
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
