import { useState } from "preact/hooks";
import { Refusal } from "../client/session";
import { clean } from "../text/clean";
import { words } from "../text/words";
import type { Cart, CartLine } from "../wire.gen";
import { Icon } from "./icons";
import { LayerView } from "./layer";
import { useModel } from "./model";
import { Picture } from "./picture";
import { Out } from "./prose";
import { Quantity } from "./quantity";
import { useValue } from "./value";

// CartView is the shop's own cart, over the conversation.
export function CartView() {
  const model = useModel();
  const cart = useValue(model.cart);
  const empty = !cart || cart.lines.length === 0;
  return (
    <LayerView label={words.yourCart} cart={false} foot={!empty && <Totals cart={cart} />}>
      {empty ? (
        <div class="body empty">
          <Icon name="cart" />
          <p>{words.emptyCart}</p>
          <button type="button" class="soft" onClick={() => model.pop()}>
            {words.keepLooking}
          </button>
        </div>
      ) : (
        <ul class="body lines">
          {cart.lines.map((line) => (
            <Line key={line.id} line={line} notices={cart.notices?.filter((notice) => notice.line === line.id).map((notice) => notice.text) ?? []} />
          ))}
        </ul>
      )}
    </LayerView>
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
        <Picture src={line.image} />
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
        {line.unavailable && <p class="trouble">{words.unavailable}</p>}
        {notices.map((notice) => (
          <p class="notice" key={notice}>
            {clean(notice)}
          </p>
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
      </div>
      <p class="total num">{model.format.money(line.total)}</p>
    </li>
  );
}

function Totals({ cart }: { cart: Cart }) {
  const { format, options } = useModel();
  return (
    <div class="foot">
      <p class="sum">
        <span>{words.subtotal}</span>
        <strong class="num" aria-live="polite">
          {format.money(cart.subtotal)}
        </strong>
      </p>
      <p class="quiet meta">{words.settled}</p>
      {options.checkout && (
        <Out href={options.checkout} class="solid big">
          {words.checkout}
        </Out>
      )}
    </div>
  );
}
