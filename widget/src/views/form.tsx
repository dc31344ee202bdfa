import { keys } from "../client/keys";
import { clean, Icon, safeStore, useEffect, useModel, useRef, useState, useValue } from "../panel/kit";
import { filledIn, formStage } from "../state/form";
import type { FormBlock } from "../wire.gen";
import { kept, mistakes, type Values } from "./check";
import { Drafts } from "./drafts";
import { Field, Summary } from "./field";
import { words } from "./words";

// Form asks for several things at once. It belongs to its message: once it is
// sent, or the talk has gone on without it, a quiet summary stays.
export function Form({ block, seq }: { block: FormBlock; seq: number }) {
  const model = useModel();
  useValue(model.entries);
  useValue(model.outgoing);
  const state = model.state.peek();
  const stage = seq === 0 ? "busy" : formStage(state, seq);
  if (stage === "open" || stage === "busy") return <Open block={block} seq={seq} busy={stage === "busy"} talk={state.conversation} />;
  const values = filledIn(state, seq);
  return (
    <div class={values ? "form done" : "form done left"}>
      <p class="by">
        {values && <Icon name="check" />}
        <strong>{clean(block.title)}</strong> <span class="quiet">{values ? words.sentForm : words.leftForm}</span>
      </p>
      {values && <Summary fields={block.fields} values={values} />}
    </div>
  );
}

function Open({ block: { title, fields, submit, sent }, seq, busy, talk }: { block: FormBlock; seq: number; busy: boolean; talk: string }) {
  const model = useModel();
  const form = useRef<HTMLFormElement>(null);
  const [drafts] = useState(() => new Drafts(safeStore(() => sessionStorage), keys.form(model.host.mount)));
  const id = `${talk}/${seq}`;
  const [values, setValues] = useState<Values>(() => kept(fields, drafts.get(id)));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const returned = useValue(model.returned);
  const away = useValue(model.link).kind !== "live";

  const show = (found: Readonly<Record<string, string>>) => {
    setWrong(found);
    const first = fields.find((field) => found[field.name]);
    requestAnimationFrame(() => focusOn(form.current, first?.name));
  };
  // The server has found what nobody here could know.
  useEffect(() => {
    if (returned?.seq === seq) show({ [returned.field]: returned.message });
  }, [returned]);
  useEffect(
    () => () => {
      if (filledIn(model.state.peek(), seq)) drafts.drop();
    },
    [],
  );
  const change = (name: string, value: string) => {
    const next = { ...values, [name]: value };
    setValues(next);
    drafts.put(id, next);
    if (wrong[name]) setWrong({ ...wrong, [name]: "" });
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const found = mistakes(fields, values);
    show(found);
    if (Object.keys(found).length > 0) return;
    model.submit(seq, sent, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()])));
  };
  return (
    <form class="form" part="form" ref={form} noValidate onSubmit={send} aria-label={clean(title)} aria-busy={busy}>
      <h3>{clean(title)}</h3>
      {fields.map((field) => (
        <Field key={field.name} id={`f${seq}-${field.name}`} field={field} value={values[field.name] ?? ""} wrong={wrong[field.name] ?? ""} busy={busy} change={(value) => change(field.name, value)} />
      ))}
      {wrong[""] && (
        <p class="trouble" role="alert">
          <Icon name="alert" />
          <span class="grow">{clean(wrong[""])}</span>
        </p>
      )}
      <button type="submit" class="solid big" aria-disabled={busy}>
        {seq > 0 && busy ? words.sendingForm : clean(submit)}
      </button>
      {seq > 0 && busy && away && <p class="meta">{words.waitingToSend}</p>}
    </form>
  );
}

// focusOn brings the shopper to the field with this name.
function focusOn(form: HTMLElement | null, name: string | undefined): void {
  if (name === undefined) return;
  const field = form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
  field?.scrollIntoView({ block: "nearest" });
  field?.querySelector<HTMLElement>("input:checked, input, textarea, button")?.focus({ preventScroll: true });
}
