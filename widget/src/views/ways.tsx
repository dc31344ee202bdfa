import { useModel } from "../panel/kit";
import type { Pending } from "../state/state";
import { words } from "./words";

// What is refused for these reasons is refused again unless it changes.
const useless = new Set(["too_long", "bad_request", "conflict"]);

// Ways are what can be done with a message that was refused.
export function Ways({ message: { id, code = "", text, form } }: { message: Pending }) {
  const model = useModel();
  const { client } = model;
  const edit = () => {
    model.edit(text);
    client.discard(id);
  };
  return (
    <span class="ways">
      {form ? null : useless.has(code) ? (
        <button type="button" class="text" onClick={edit}>
          {words.edit}
        </button>
      ) : (
        <button type="button" class="text" onClick={() => client.retry(id)}>
          {words.retry}
        </button>
      )}
      <button type="button" class="text" onClick={() => client.discard(id)}>
        {words.discard}
      </button>
    </span>
  );
}
