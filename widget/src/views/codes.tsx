import { clean, Icon, Late, Refusal, useModel, useRef, useState, useValue } from "../panel/kit";
import type { Cart, CodeNote } from "../wire.gen";
import { Drawn } from "./icons";
import { words } from "./words";

// Codes are the promotion codes of a cart: those that were given, each with the
// reason when it takes nothing off now, and the way to give one.
export function Codes({ cart }: { cart: Cart }) {
  const model = useModel();
  const { codes } = useValue(model.shopper);
  const given = cart.codes ?? [];
  if (!codes && given.length === 0) return null;
  return (
    <section class="codes">
      {given.length > 0 && (
        <ul>
          {given.map((note) => (
            <Given key={note.code} note={note} />
          ))}
        </ul>
      )}
      {codes && <Give />}
    </section>
  );
}

function Given({ note: { code, title, why } }: { note: CodeNote }) {
  const { client } = useModel();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await client.code(code, true);
    } catch (error) {
      setTrouble(sentence(error));
    }
    setBusy(false);
  };
  return (
    <li class="code" aria-busy={busy}>
      <Drawn name="tag" />
      <div class="grow">
        <p>
          <strong>{clean(code)}</strong> {title && <span class="quiet">{clean(title)}</span>}
        </p>
        {why && <p class="notice">{clean(why)}</p>}
        {busy && <Late />}
        {trouble && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
      </div>
      <button type="button" class="round" aria-label={words.removeCode(clean(code))} onClick={() => void remove()}>
        <Icon name="close" />
      </button>
    </li>
  );
}

// Give is folded until somebody has a code: who has none should not look for
// one.
function Give() {
  const model = useModel();
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const unfold = () => {
    setOpen(!open);
    if (!open) requestAnimationFrame(() => field.current?.focus());
  };
  const apply = async (event: Event) => {
    event.preventDefault();
    const word = code.trim();
    if (busy) return;
    if (!word) {
      setTrouble(words.codeNeeded);
      return field.current?.focus();
    }
    setBusy(true);
    setTrouble("");
    try {
      await model.client.code(word);
      setCode("");
      setOpen(false);
      opener.current?.focus();
      model.announce(words.codeOn(word));
    } catch (error) {
      setTrouble(sentence(error));
      field.current?.focus();
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" class="text fold" aria-expanded={open} ref={opener} onClick={unfold}>
        {words.code} <Drawn name="fold" />
      </button>
      {open && (
        <form class="field" noValidate onSubmit={(event) => void apply(event)}>
          <div class="with-button">
            <input
              ref={field}
              value={code}
              maxLength={60}
              aria-label={words.code}
              aria-invalid={trouble !== ""}
              aria-describedby={trouble ? "code-wrong" : undefined}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              enterkeyhint="done"
              onInput={(event) => {
                setCode(event.currentTarget.value);
                setTrouble("");
              }}
            />
            <button type="submit" class="soft" aria-disabled={busy}>
              {busy ? words.applying : words.apply}
            </button>
          </div>
          {trouble && (
            <p class="trouble" id="code-wrong" role="alert">
              <Icon name="alert" />
              <span class="grow">{trouble}</span>
            </p>
          )}
        </form>
      )}
    </>
  );
}

function sentence(error: unknown): string {
  return error instanceof Refusal ? clean(error.message) : words.halted;
}
