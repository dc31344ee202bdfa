import { clean, Icon, Late, LayerView, Out, Picture, Refusal, useModel, useState, useValue } from "../panel/kit";
import type { Cart, CartLine, DeliveryNote } from "../wire.gen";
import { Codes } from "./codes";
import { Sum } from "./order";
import { Quantity } from "./quantity";
import { Bones, Nothing } from "./state";
import { lastDay } from "./when";
import { words } from "./words";

// CartView is the shop's own cart, over the conversation.
export function CartView() {
  const model = useModel();
  const cart = useValue(model.cart);
  return (
    <LayerView label={words.yourCart} cart={false} foot={cart && cart.lines.length > 0 && <Foot cart={cart} />}>
      {!cart && <Bones rows={2} />}
      {cart?.lines.length === 0 && <Nothing icon="cart" text={words.emptyCart} action={words.keepLooking} act={() => model.pop()} />}
      {cart && <Goods cart={cart} />}
    </LayerView>
  );
}

function Goods({ cart }: { cart: Cart }) {
  const { lines, notices = [] } = cart;
  const about = (id: string) => notices.filter((notice) => notice.line === id).map((notice) => notice.text);
  const lost = notices.filter((notice) => !lines.some((line) => line.id === notice.line));
  return (
    <div class={lines.length > 0 ? "body" : "apart"}>
      {lost.map((notice) => (
        <Note key={notice.line + notice.code} text={notice.text} />
      ))}
      {lines.length > 0 && (
        <>
          <ul class="lines">
            {lines.map((line) => (
              <Line key={line.id} line={line} notices={about(line.id)} />
            ))}
          </ul>
          <Codes cart={cart} />
        </>
      )}
    </div>
  );
}

// Note says what is different from when something was added.
function Note({ text }: { text: string }) {
  return (
    <p class="notice">
      <Icon name="alert" />
      <span class="grow">{clean(text)}</span>
    </p>
  );
}

function Line({ line, notices }: { line: CartLine; notices: readonly string[] }) {
  const model = useModel();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const title = clean(line.title);
  const set = async (quantity: number) => {
    setBusy(true);
    setTrouble("");
    try {
      await model.client.set(line.id, quantity);
    } catch (error) {
      setTrouble(error instanceof Refusal ? error.message : words.halted);
    }
    setBusy(false);
  };
  const options = Object.values(line.options ?? {}).join(", ");
  return (
    <li class={`line-item${line.unavailable ? " out" : ""}`} aria-busy={busy}>
      <button type="button" class="thumb" aria-label={`${words.details}: ${title}`} onClick={() => model.show(line.product, 0, line.variant, line.options)}>
        <Picture src={line.image} files={line.image_sizes} wide="72px" />
      </button>
      <div class="what">
        <p class="title" dir="auto">
          {title}
        </p>
        {options && <p class="quiet">{clean(options)}</p>}
        {line.quantity > 1 && (
          <p class="quiet num">
            {model.format.money(line.unit)} {words.each}
          </p>
        )}
        {line.unavailable && notices.length === 0 && <p class="trouble">{words.unavailable}</p>}
        {notices.map((notice) => (
          <Note key={notice} text={notice} />
        ))}
        {trouble && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <div class="change">
          {!line.unavailable && <Quantity value={line.quantity} max={Math.max(line.max, 1)} label={`${words.quantity}: ${title}`} busy={busy} change={(quantity) => void set(quantity)} />}
          <button type="button" class="text" aria-label={words.removeLine(title)} onClick={() => !busy && void set(0)}>
            {words.remove}
          </button>
        </div>
        {busy && <Late />}
      </div>
      <p class="total num">{!line.unavailable && model.format.money(line.total)}</p>
    </li>
  );
}

// Foot is what is due, what may still come, and the way on.
export function Foot({ cart }: { cart: Cart }) {
  const model = useModel();
  const { format, options } = model;
  const { zone } = useValue(model.shopper);
  const { discounts = [], delivery } = cart;
  const free = discounts.some((discount) => discount.free_shipping) || isFree(delivery);
  return (
    <div class="foot">
      {delivery && <Progress note={delivery} free={free} />}
      {(discounts.length > 0 || delivery) && <Sum label={words.subtotal} amount={cart.subtotal} />}
      {discounts.map(({ promotion, title, code, amount, free_shipping, ends }) => (
        <Sum key={promotion} label={[clean(title), code && clean(code)].filter(Boolean).join(" · ")} note={ends ? words.until(lastDay(ends, options.locale, zone)) : ""} amount={amount} less free={free_shipping === true && !amount.amount} />
      ))}
      {delivery && !free && (
        <p class="sum">
          <span>{words.shipping}</span>
          <span class="num">{words.shippingFrom(format.money(delivery.from))}</span>
        </p>
      )}
      <p class="sum">
        <span>{delivery && !free ? words.beforeShipping : discounts.length > 0 || delivery ? words.total : words.subtotal}</span>
        <strong class="num" aria-live="polite">
          {format.money(cart.total)}
        </strong>
      </p>
      <p class="quiet meta">{delivery ? words.taxes : words.settled}</p>
      {options.checkout && (
        // The checkout has the screen to itself: the panel does not open there.
        <Out href={options.checkout} class="solid big" onClick={() => model.remember(false)}>
          {words.checkout}
        </Out>
      )}
    </div>
  );
}

function isFree(note: DeliveryNote | undefined): boolean {
  return note?.free_from !== undefined && note.free_from.amount > 0 && !note.left?.amount;
}

// Progress is how far it is to free shipping, in the shops that have it.
function Progress({ note, free }: { note: DeliveryNote; free: boolean }) {
  const { format } = useModel();
  const goal = note.free_from?.amount ?? 0;
  if (free) {
    return (
      <p class="free">
        <Icon name="check" /> {words.isFree}
      </p>
    );
  }
  if (goal <= 0 || !note.left?.amount) return null;
  const part = Math.round((100 * (goal - note.left.amount)) / goal);
  return (
    <div class="free">
      <p>{words.toFree(format.money(note.left))}</p>
      <span class="gauge" aria-hidden="true">
        <span style={{ width: `${part}%` }} />
      </span>
    </div>
  );
}
