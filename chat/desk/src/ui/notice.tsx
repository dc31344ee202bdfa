import { dispatch } from "../desk";
import { Icon } from "./icons";

// Notice says why something was not done, until it is dismissed or something
// else is done.
export function Notice({ text }: { text: string | undefined }) {
  return (
    <div class="notices" role="status">
      {text && (
        <p class="notice">
          <Icon name="about" />
          <span>{text}</span>
          <button type="button" class="bare" aria-label="Dismiss" onClick={() => dispatch({ do: "notice" })}>
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
