import { clean, Icon, LayerView, Refusal, useModel, useRef, useState, useValue } from "../panel/kit";
import type { OrderLayer, OrdersLayer } from "../panel/model";
import type { FormField, OrderAnswer, OrdersAnswer } from "../wire.gen";
import { mistakes, type Values } from "./check";
import { Field } from "./field";
import { absent, unreached, useLoad } from "./load";
import { OrderParts, OrderRow } from "./order";
import { Bones, Nothing } from "./state";
import { words } from "./words";

// OrdersView is the shopper's orders: those of the customer who is signed in,
// and those that were looked up. A guest looks one up.
export function OrdersView({ layer }: { layer: OrdersLayer }) {
  const model = useModel();
  const { signedIn } = useValue(model.shopper);
  const [load, again] = useLoad(async () => (layer.known = await model.client.ask<OrdersAnswer>("orders")), layer.known);
  const { orders, codes = false }: OrdersAnswer = load.state === "ready" ? load.value : { orders: [] };
  const [asking, setAsking] = useState(false);
  const none = load.state === "ready" && orders.length === 0;
  return (
    <LayerView label={words.orders}>
      <div class="body">
        {load.state === "loading" && <Bones rows={signedIn ? 3 : 1} />}
        {load.state === "failed" && <Nothing text={unreached(load.why) ? words.ordersOffline : words.ordersFailed} action={words.retry} act={again} small />}
        {orders.length > 0 && (
          <ul class="orders">
            {orders.map((order) => (
              <li key={order.number}>
                <OrderRow order={order} />
              </li>
            ))}
          </ul>
        )}
        {none && signedIn && <Nothing drawn="parcel" text={words.noOrders} action={words.keepLooking} act={() => model.clear()} small />}
        {load.state !== "loading" &&
          (orders.length > 0 || signedIn) &&
          (asking ? (
            <LookUp title={words.lookUp} codes={codes} />
          ) : (
            <button type="button" class="text" onClick={() => setAsking(true)}>
              {orders.length > 0 ? words.lookUpAnother : words.lookUp}
            </button>
          ))}
        {!signedIn && none && <LookUp title={words.lookUp} codes={codes} />}
      </div>
    </LayerView>
  );
}

const fields: FormField[] = [
  { name: "number", label: words.number, kind: "text", required: true, max: 60, help: words.numberHint },
  { name: "email", label: words.email, kind: "email", required: true, max: 200, autocomplete: "email" },
];

// LookUp finds an order by its number and the e-mail that it was placed with. Where
// the shop sends codes, the assistant sees to whoever does not have the number.
function LookUp({ title, number = "", codes = false }: { title: string; number?: string; codes?: boolean }) {
  const model = useModel();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Values>({ number, email: "" });
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const find = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const found = mistakes(fields, values);
    setWrong(found);
    setTrouble("");
    const first = fields.find((field) => found[field.name]);
    if (first) return form.current?.querySelector<HTMLElement>(`[data-field="${first.name}"] input`)?.focus();
    setBusy(true);
    try {
      const { order } = await model.client.ask<OrderAnswer>("orders", { number: values["number"]?.trim(), email: values["email"]?.trim() });
      model.push({ kind: "order", number: order.number, order });
    } catch (error) {
      setTrouble(reason(error));
    }
    setBusy(false);
  };
  return (
    <form class="form" ref={form} noValidate aria-label={title} aria-busy={busy} onSubmit={(event) => void find(event)}>
      <h3>{title}</h3>
      <p class="meta">{words.lookUpHint}</p>
      {fields.map((field) => (
        <Field
          key={field.name}
          id={`look-${field.name}`}
          field={field}
          value={values[field.name] ?? ""}
          wrong={wrong[field.name] ?? ""}
          busy={busy}
          change={(value) => {
            setValues({ ...values, [field.name]: value });
            setWrong({ ...wrong, [field.name]: "" });
          }}
        />
      ))}
      {trouble && (
        <div class="trouble" role="alert">
          <Icon name="alert" />
          <span class="grow">{trouble}</span>
          <button type="button" class="text" onClick={() => model.say(words.personPlease)}>
            {words.askPerson}
          </button>
        </div>
      )}
      <button type="submit" class="solid big" aria-disabled={busy}>
        {busy ? words.finding : words.find}
      </button>
      {codes && (
        <button type="button" class="text" onClick={() => model.say(words.noNumber)}>
          {words.codeByMail}
        </button>
      )}
    </form>
  );
}

// reason is why an order was not found, in words.
function reason(error: unknown): string {
  if (!(error instanceof Refusal)) return words.ordersOffline;
  return error.retryIn > 1 ? `${clean(error.message)} ${words.again(words.wait(Math.ceil(error.retryIn / 1000)))}` : clean(error.message);
}

// OrderView is one order in full.
export function OrderView({ layer: { number, order } }: { layer: OrderLayer }) {
  const model = useModel();
  const [load, again] = useLoad(async () => (await model.client.ask<OrderAnswer>(`orders/${encodeURIComponent(number)}`)).order, order);
  return (
    <LayerView label={words.order(clean(number))}>
      <div class="body order">
        {load.state === "loading" && <Bones rows={4} />}
        {load.state === "ready" && <OrderParts order={load.value} seq={0} />}
        {load.state === "failed" &&
          (absent(load.why) ? (
            <>
              <p>{words.notYours}</p>
              <LookUp title={words.lookUp} number={number} />
            </>
          ) : (
            <Nothing text={unreached(load.why) ? words.ordersOffline : words.ordersFailed} action={words.retry} act={again} small />
          ))}
      </div>
    </LayerView>
  );
}
