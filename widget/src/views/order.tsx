import { clean, Icon, Out, Picture, safeLink, useModel, useValue } from "../panel/kit";
import type { Money, OrderedLine, OrderStep, OrderView, ParcelView } from "../wire.gen";
import { Drawn, type DrawnName } from "./icons";
import { day } from "./when";
import { words } from "./words";

// OrderRow is an order in short: what became of it, and what it was.
export function OrderRow({ order }: { order: OrderView }) {
  const model = useModel();
  const { zone } = useValue(model.shopper);
  const { number, headline, lines, requests = [] } = order;
  const count = lines.reduce((sum, line) => sum + line.quantity, 0);
  const underway = requests.filter(({ state }) => state === "open" || state === "approved");
  return (
    <button type="button" class="order-row" onClick={() => model.push({ kind: "order", number, order })}>
      <span class="mini">
        <Picture src={lines[0]?.image} files={lines[0]?.image_sizes} wide="56px" />
        {lines.length > 1 && <span class="badge">+{lines.length - 1}</span>}
      </span>
      <span class="grow">
        <strong dir="auto">{clean(headline)}</strong>
        <span class="meta num">
          <span class="sr">{words.order("")}</span>
          {clean(number)} · {day(order.placed, model.options.locale, zone)} · {words.items(count)}
        </span>
        {underway.map(({ reference, headline: asked }) => (
          <span class="asked" key={reference} dir="auto">
            <Drawn name="note" /> {clean(asked)}
          </span>
        ))}
      </span>
      <Icon name="forward" />
    </button>
  );
}

// OrderCard is an order in a message.
export function OrderCard({ order, seq }: { order: OrderView; seq: number }) {
  return (
    <div class="order boxed" part="order" role="group" aria-label={words.order(clean(order.number))}>
      <OrderParts order={order} seq={seq} />
    </div>
  );
}

// OrderParts is the whole order, the most wanted first.
export function OrderParts({ order, seq }: { order: OrderView; seq: number }) {
  const { steps = [], parcels = [], lines } = order;
  const href = order.url ? safeLink(order.url, document.baseURI) : "";
  return (
    <>
      <Headline order={order} />
      {steps.length > 0 && <Steps steps={steps} />}
      {parcels.map((parcel, i) => (
        <Parcel key={i} parcel={parcel} />
      ))}
      <Records order={order} />
      <ul class="bought" aria-label={words.ordered}>
        {lines.map((line) => (
          <Bought key={line.id} line={line} />
        ))}
      </ul>
      <Sums order={order} />
      {order.ship_to && order.ship_to.length > 0 && (
        <p class="meta">
          {words.shipTo} {clean(order.ship_to.join(", "))}
        </p>
      )}
      <Actions order={order} seq={seq} />
      {href && (
        <Out href={href} class="more">
          {words.orderPage} <Icon name="out" />
        </Out>
      )}
    </>
  );
}

const marks: Record<string, DrawnName> = { delivered: "done", canceled: "ended", late: "late" };

function Headline({ order: { headline, number, placed, status } }: { order: OrderView }) {
  const { options, shopper } = useModel();
  const { zone } = useValue(shopper);
  return (
    <div class={`order-head ${status}`}>
      <Drawn name={marks[status] ?? "parcel"} />
      <div>
        <h3 dir="auto">{clean(headline)}</h3>
        <p class="meta num">
          {words.order(clean(number))} · {words.placedOn(day(placed, options.locale, zone))}
        </p>
      </div>
    </div>
  );
}

// Steps is the way of an order as a line; what it has behind it is filled.
function Steps({ steps }: { steps: readonly OrderStep[] }) {
  const { options, shopper } = useModel();
  const { zone } = useValue(shopper);
  const reached = steps.reduce((last, step, i) => (step.done ? i : last), -1);
  return (
    <ol class="steps" aria-label={words.progress}>
      {steps.map(({ label, at, done }, i) => (
        <li key={i} class={done ? (i === reached ? "done now" : "done") : ""} aria-current={i === reached ? "step" : undefined}>
          <span>{clean(label)}</span>
          {at ? <span class="meta">{day(at, options.locale, zone)}</span> : null}
          <span class="sr">, {done ? words.done : words.ahead}</span>
        </li>
      ))}
    </ol>
  );
}

function Parcel({ parcel: { headline, carrier, tracking, url, contents = [] } }: { parcel: ParcelView }) {
  const href = url ? safeLink(url, document.baseURI) : "";
  const name = [carrier, tracking].filter(Boolean).join(" ");
  return (
    <div class="box">
      <div class="grow">
        <p dir="auto">{clean(headline)}</p>
        {contents.length > 0 && <p class="meta">{clean(contents.join(", "))}</p>}
        {name && <p class="meta num">{clean(name)}</p>}
      </div>
      {href && (
        <Out href={href} class="soft">
          {words.track}
          <span class="sr"> {clean(tracking ?? "")}</span>
          <Icon name="out" />
        </Out>
      )}
    </div>
  );
}

// Records are the requests about an order and the money on its way back.
function Records({ order: { requests = [], refunds = [] } }: { order: OrderView }) {
  const { options, shopper } = useModel();
  const { zone } = useValue(shopper);
  if (requests.length + refunds.length === 0) return null;
  return (
    <ul class="records" aria-label={words.requests}>
      {requests.map(({ reference, headline, filed }) => (
        <li key={reference}>
          <Drawn name="note" />
          <div>
            <p dir="auto">{clean(headline)}</p>
            <p class="meta num">
              {words.reference(clean(reference))} · {day(filed, options.locale, zone)}
            </p>
          </div>
        </li>
      ))}
      {refunds.map(({ headline, paid }, i) => (
        <li key={i}>
          <Drawn name="refund" />
          <div>
            <p dir="auto">{clean(headline)}</p>
            <p class="meta">{paid ? words.paid : words.underway}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Bought({ line }: { line: OrderedLine }) {
  const model = useModel();
  const title = clean(line.title);
  const about = [...Object.values(line.options ?? {}), line.quantity > 1 && words.count(line.quantity)].filter(Boolean).join(", ");
  return (
    <li>
      <button type="button" class="mini" aria-label={`${words.details}: ${title}`} onClick={() => model.show(line.product, 0, "", line.options)}>
        <Picture src={line.image} files={line.image_sizes} wide="56px" />
      </button>
      <div class="grow">
        <p dir="auto">{title}</p>
        {about && <p class="meta">{clean(about)}</p>}
        {line.note && <p class="meta">{clean(line.note)}</p>}
      </div>
      <span class="num">{model.format.money(line.total)}</span>
    </li>
  );
}

// Sums is what was paid: what it is made of, and the total.
function Sums({ order: { subtotal, discounts = [], shipping, total } }: { order: OrderView }) {
  const { format } = useModel();
  return (
    <div class="sums num">
      <Sum label={words.subtotal} amount={subtotal} />
      {discounts.map(({ promotion, title, amount, free_shipping }) => (
        <Sum key={promotion} label={clean(title)} amount={amount} less free={free_shipping === true && !amount.amount} />
      ))}
      <Sum label={words.shipping} amount={shipping} free={!shipping.amount} />
      <p class="sum whole">
        <span>{words.total}</span>
        <strong>{format.money(total)}</strong>
      </p>
    </div>
  );
}

// Sum is one row of an account.
export function Sum({ label, amount, note = "", less = false, free = false }: { label: string; amount: Money; note?: string; less?: boolean; free?: boolean }) {
  const { format } = useModel();
  return (
    <p class="sum">
      <span dir="auto">
        {label}
        {note && <span class="meta"> {note}</span>}
      </span>
      <span class="num">{free ? words.freeShipping : (less ? "−" : "") + format.money(amount)}</span>
    </p>
  );
}

function Actions({ order: { number, actions = [] }, seq }: { order: OrderView; seq: number }) {
  const model = useModel();
  // To show this order, which is shown, is nothing that one could do.
  const useful = actions.filter(({ action }) => action.do !== "order" || action.order !== number);
  if (useful.length === 0) return null;
  return (
    <div class="chips" role="group" aria-label={words.actions}>
      {useful.map((choice) => (
        <button type="button" class="chip" part="chip" key={choice.id} onClick={() => model.act(seq, choice)}>
          {clean(choice.label)}
        </button>
      ))}
    </div>
  );
}
