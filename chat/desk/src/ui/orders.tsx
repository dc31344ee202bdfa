import { useState } from "preact/hooks";
import { clean } from "../../../../widget/src/text/clean";
import type { OrderView } from "../../../../widget/src/wire.gen";
import { order } from "../desk";
import { major, minor } from "../money";
import type { Act, ActKind } from "../wire";
import { Dialog } from "./dialog";
import { format } from "./parts";

// Orders are the shopper's, with what can be done about each.
export function Orders({ orders, acts, idle }: { orders: readonly OrderView[]; acts: readonly ActKind[]; idle: boolean }) {
  const [doing, setDoing] = useState<{ order: OrderView; kind: ActKind }>();
  return (
    <>
      {orders.map((o) => (
        <div key={o.number} class="order">
          <p>
            <b>{clean(o.number)}</b> {format.money(o.total)}
          </p>
          <p>{clean(o.headline)}</p>
          <ul class="plain quiet">
            {o.lines.map((line) => (
              <li key={line.id}>
                {line.quantity} × {clean(line.title)}
              </li>
            ))}
            {o.requests?.map((r) => (
              <li key={r.reference}>
                {clean(r.headline)} ({clean(r.reference)})
              </li>
            ))}
          </ul>
          {acts.length > 0 && (
            <select
              value=""
              disabled={!idle}
              aria-label={`Do something about order ${o.number}`}
              onChange={({ currentTarget: box }) => {
                const kind = acts.find((act) => act === box.value);
                box.value = "";
                if (kind) setDoing({ order: o, kind });
              }}
            >
              <option value="">Do something…</option>
              {acts.map((kind) => (
                <option key={kind} value={kind}>
                  {deeds[kind].name}
                </option>
              ))}
            </select>
          )}
        </div>
      ))}
      {doing && <Deed {...doing} onClose={() => setDoing(undefined)} />}
    </>
  );
}

const deeds: Record<ActKind, { name: string; warning: string; do: string }> = {
  address: { name: "Change the address", warning: "It goes to this address from now on.", do: "Change it" },
  resend: { name: "Send again", warning: "These are sent again, at no cost.", do: "Send again" },
  cancel: { name: "Cancel the order", warning: "All of it is canceled, and what was paid goes back. This cannot be undone.", do: "Cancel the order" },
  refund: { name: "Give money back", warning: "The refund begins at once. This cannot be undone.", do: "Give it back" },
};

const addressFields = [
  ["name", "Name"],
  ["line1", "Street"],
  ["line2", "Flat, floor"],
  ["city", "City"],
  ["region", "State or region"],
  ["postal", "Postal code"],
  ["country", "Country (two letters)"],
] as const;

// Deed asks for what an act needs, and once more whether it is meant.
function Deed({ order: o, kind, onClose }: { order: OrderView; kind: ActKind; onClose: () => void }) {
  const deed = deeds[kind];
  const [id] = useState(() => crypto.randomUUID()); // once, however often it is sent
  const [wrong, setWrong] = useState("");
  const submit = async (form: HTMLFormElement) => {
    const read = deedOf(kind, o, new FormData(form));
    if (typeof read === "string") {
      setWrong(read);
      return;
    }
    const refused = await order({ id, kind, order: o.number, ...read });
    if (refused) setWrong(refused);
    else onClose();
  };
  return (
    <Dialog title={`${deed.name}: ${o.number}`} kind="deed" onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void submit(e.currentTarget);
        }}
      >
        {kind === "address" && addressFields.map(([name, label]) => <Field key={name} name={name} label={label} max={name === "country" ? 2 : 100} />)}
        {kind === "resend" &&
          o.lines.map((line) => <Field key={line.id} name={line.id} label={`How many of ${line.title} (of ${line.quantity})`} value="0" digits />)}
        {kind === "refund" && <Field name="amount" label={`Amount in ${o.total.currency}`} value={major(o.total.amount, o.total.currency)} />}
        <Field name="note" label="Why (for the shop)" max={2000} />
        <p>{deed.warning}</p>
        {wrong && (
          <p class="bad" role="alert">
            {wrong}
          </p>
        )}
        <button type="submit" class="primary">
          {deed.do}
        </button>
      </form>
    </Dialog>
  );
}

function Field({ name, label, value = "", digits = false, max = 100 }: { name: string; label: string; value?: string; digits?: boolean; max?: number }) {
  return (
    <label>
      <span>{clean(label)}</span>
      <input name={name} inputMode={digits ? "numeric" : "text"} defaultValue={value} maxLength={max} autocomplete="off" />
    </label>
  );
}

// deedOf is what a form says, or what is wrong with it.
function deedOf(kind: ActKind, o: OrderView, form: FormData): Partial<Act> | string {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const note = text("note") ? { note: text("note") } : {};
  switch (kind) {
    case "cancel":
      return note;
    case "address":
      return { ...note, address: Object.fromEntries(addressFields.map(([name]) => [name, name === "country" ? text(name).toUpperCase() : text(name)])) };
    case "resend": {
      const lines = Object.fromEntries(o.lines.map((line) => [line.id, Number(text(line.id))] as const).filter(([, n]) => n > 0));
      return Object.keys(lines).length > 0 ? { ...note, lines } : "Say how many of something are sent again.";
    }
    case "refund": {
      const amount = minor(text("amount"), o.total.currency);
      return amount > 0 ? { ...note, amount } : "Write an amount, such as 12.50.";
    }
  }
}
