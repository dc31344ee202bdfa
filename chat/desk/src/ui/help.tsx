import { useLayoutEffect, useRef } from "preact/hooks";
import { dispatch } from "../desk";
import { keys } from "../keys";
import { Icon } from "./icons";

// Help shows the keys.
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const closed = () => dispatch({ do: "help", open: false });
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={closed}>
      <header>
        <h2 id="help-title">Keys</h2>
        <button type="button" class="bare" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <dl>
        {keys.map((k) => (
          <div key={k.does}>
            <dt>{k.keys.map((key) => (key === "…" ? " … " : <kbd>{key}</kbd>))}</dt>
            <dd>{k.does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
