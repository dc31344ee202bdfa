import { Icon, plain, useModel, useState, wordsOf } from "../panel/kit";
import { lastSaid } from "../state/view";
import type { Entry } from "../state/state";
import { Drawn } from "./icons";
import { words } from "./words";

// Tools are what can be done with a turn: copy the answer, and say the last
// thing in other words.
export function Tools({ entries, last }: { entries: readonly Entry[]; last: boolean }) {
  const model = useModel();
  const [copied, setCopied] = useState(false);
  const answers = entries.flatMap((entry) => (entry.kind === "message" && entry.message.author !== "shopper" ? [plain(wordsOf(entry.message))] : []));
  const copy = () =>
    void navigator.clipboard.writeText(answers.join("\n\n")).then(() => {
      setCopied(true);
      model.announce(words.copied);
    });
  return (
    <>
      {isSecureContext && (
        <button type="button" class="round" aria-label={copied ? words.copied : words.copy} onClick={copy} onBlur={() => setCopied(false)}>
          {copied ? <Icon name="check" /> : <Drawn name="copy" />}
        </button>
      )}
      {last && lastSaid(model.state.peek()) && (
        <button type="button" class="round" aria-label={words.rephrase} onClick={() => model.edit()}>
          <Icon name="pencil" />
        </button>
      )}
    </>
  );
}
