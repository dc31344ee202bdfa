import { clean, Icon, Refusal, useModel, useRef, useState, useValue } from "../panel/kit";
import { answered } from "../state/view";
import { maxComment, maxScore, type RatingBlock } from "../wire.gen";
import { words } from "./words";

// Rating asks how it was, in five steps, with a comment for those who want to
// give one. It is asked once: when the talk goes on it is gone, and when it was
// answered, in whatever tab, a line says thanks.
export function Rating({ block, seq }: { block: RatingBlock; seq: number }) {
  const model = useModel();
  const state = useValue(model.state);
  const score = state.ratings[seq];
  const asked = state.entries.find((entry) => entry.seq === seq);
  if (score) {
    return (
      <p class="rated meta">
        <Icon name="check" /> {words.rated(model.format.number(score), model.format.number(maxScore))}
      </p>
    );
  }
  if (seq === 0 || answered(state, seq)) return null;
  // Where a person has ended their part nothing was said: then the question is ours.
  const person = asked?.kind === "owner" && !asked.change.closed ? clean(asked.change.person ?? "") : "";
  return <Open question={clean(block.text) || words.howWas(person)} seq={seq} />;
}

const steps = Array.from({ length: maxScore }, (_, i) => i + 1);

function Open({ question, seq }: { question: string; seq: number }) {
  const model = useModel();
  const { format } = model;
  const field = useRef<HTMLTextAreaElement>(null);
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState<string | null>(null); // null while it is folded
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const word = (step: number) => words.scores.split("|")[step - 1] ?? "";
  const open = () => {
    setComment("");
    requestAnimationFrame(() => field.current?.focus());
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setTrouble("");
    try {
      await model.client.errand({ type: "rate", rating: { seq, score, comment: (comment ?? "").trim() } });
      model.announce(words.rated(format.number(score), format.number(maxScore)));
    } catch (error) {
      setTrouble(error instanceof Refusal ? clean(error.message) : words.halted);
    }
    setBusy(false);
  };
  return (
    <form class="rate" part="rating" onSubmit={(event) => void send(event)} aria-busy={busy}>
      <fieldset>
        <legend>{question}</legend>
        <div class="steps">
          {steps.map((step) => (
            <label key={step} class={step <= score ? "step on" : "step"}>
              <input
                type="radio"
                name={`aisle-rating-${seq}`}
                checked={step === score}
                onChange={() => setScore(step)}
                aria-label={words.score(format.number(step), format.number(maxScore), word(step))}
              />
              <Icon name="star" />
            </label>
          ))}
          <span class="meta" aria-hidden="true">
            {word(score)}
          </span>
        </div>
      </fieldset>
      {comment !== null && (
        <label class="field">
          <span class="sr">{words.comment}</span>
          <textarea ref={field} dir="auto" rows={3} maxLength={maxComment} placeholder={words.comment} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
        </label>
      )}
      {trouble && (
        <p class="trouble" role="alert">
          <Icon name="alert" />
          <span class="grow">{trouble}</span>
        </p>
      )}
      {score > 0 && (
        <div class="end">
          {comment === null && (
            <button type="button" class="text" onClick={open}>
              {words.addComment}
            </button>
          )}
          <button type="submit" class="solid" aria-disabled={busy}>
            {busy ? words.sending : words.sendRating}
          </button>
        </div>
      )}
    </form>
  );
}
