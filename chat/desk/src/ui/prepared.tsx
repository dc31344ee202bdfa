import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { clean } from "../../../../widget/src/text/clean";
import { Refused } from "../api";
import { dispatch } from "../desk";
import { prepared, remove, variables, write } from "../prepared";
import type { Prepared, PreparedMacro } from "../wire";
import { Dialog } from "./dialog";
import { Icon } from "./icons";

// PreparedReplies is where those are written that all put into their replies.
export function PreparedReplies({ maxText }: { maxText: number }) {
  const [all, setAll] = useState<Prepared>();
  const [open, setOpen] = useState<PreparedMacro>();
  const [trouble, setTrouble] = useState("");
  const read = () =>
    prepared().then(
      (got) => {
        setAll(got);
        setTrouble("");
      },
      (err: unknown) => setTrouble(err instanceof Refused ? err.message : String(err)),
    );
  useEffect(() => void read(), []);
  return (
    <Dialog title={open ? (open.version ? "Change a prepared reply" : "Prepare a reply") : "Prepared replies"} kind="prepared" onClose={() => dispatch({ do: "preparing", open: false })}>
      {trouble && (
        <p class="bad" role="alert">
          {trouble}{" "}
          <button type="button" class="link" onClick={() => void read()}>
            Try again
          </button>
        </p>
      )}
      {open ? (
        <Form
          key={open.id ?? open.name}
          macro={open}
          maxText={maxText}
          onDone={() => {
            setOpen(undefined);
            void read();
          }}
        />
      ) : (
        all && <List all={all} onOpen={setOpen} />
      )}
    </Dialog>
  );
}

function List({ all: { macros, kept }, onOpen }: { all: Prepared; onOpen: (macro: PreparedMacro) => void }) {
  return (
    <>
      {macros.length === 0 && <p class="quiet">Nothing is prepared yet. What is written here, all can put into their replies.</p>}
      <ul>
        {macros.map((macro) => (
          <li key={macro.id ?? macro.name}>
            <button type="button" class="entry" disabled={!kept} onClick={() => onOpen(macro)}>
              <strong>{clean(macro.name)}</strong>
              <span class="quiet">{clean(macro.text)}</span>
            </button>
          </li>
        ))}
      </ul>
      {kept ? (
        <button type="button" class="primary" onClick={() => onOpen({ name: "", text: "" })}>
          <Icon name="note" /> <span>New reply</span>
        </button>
      ) : (
        <p class="quiet">These come with the shop's program. Its store keeps no others.</p>
      )}
    </>
  );
}

// Form changes one of them, or makes one.
function Form({ macro, maxText, onDone }: { macro: PreparedMacro; maxText: number; onDone: () => void }) {
  const [name, setName] = useState(macro.name);
  const [text, setText] = useState(macro.text);
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false); // whether it is to be removed
  const id = useRef(macro.id ?? crypto.randomUUID());
  const first = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const run = async (work: Promise<string>) => {
    setBusy(true);
    const why = await work;
    setBusy(false);
    setTrouble(why);
    setAsked(false);
    if (!why) onDone();
  };
  const insert = (variable: string) => {
    const area = field.current;
    if (!area) return;
    area.setRangeText(`{{${variable}}}`, area.selectionStart, area.selectionEnd, "end");
    setText(area.value);
    area.focus();
  };
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        void run(write({ id: id.current, name, text, ...(macro.version && { version: macro.version }) }));
      }}
    >
      <label>
        <span>Name</span>
        <input ref={first} required maxLength={60} autocomplete="off" dir="auto" value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} />
      </label>
      <label>
        <span>Text</span>
        <textarea ref={field} required rows={6} maxLength={maxText} dir="auto" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <div class="variables" role="group" aria-label="Put in a variable">
        {variables.map((variable) => (
          <button type="button" key={variable.name} title={variable.says} aria-label={`${variable.name}: ${variable.says}`} onClick={() => insert(variable.name)}>
            {`{{${variable.name}}}`}
          </button>
        ))}
      </div>
      {!macro.id && macro.name && <p class="quiet">This one comes with the shop's program. What you write takes its place under this name.</p>}
      {trouble && (
        <p class="bad" role="alert">
          {trouble}
        </p>
      )}
      <p class="ways">
        <button type="submit" class="primary" disabled={busy}>
          Keep for all
        </button>
        <button type="button" disabled={busy} onClick={onDone}>
          Back
        </button>
        {macro.version ? (
          <button type="button" class="remove" disabled={busy} onClick={() => (asked ? void run(remove(macro)) : setAsked(true))}>
            {asked ? "Yes, remove it for all" : "Remove"}
          </button>
        ) : null}
      </p>
    </form>
  );
}
