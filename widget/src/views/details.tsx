import { clean, Icon, Late, LayerView, Out, Price, Rating, Refusal, safeLink, useAdding, useEffect, useModel, useRef, useState } from "../panel/kit";
import type { DetailsLayer, Model } from "../panel/model";
import type { Card, CardVariant, Details } from "../wire.gen";
import { begin, chosenVariant, missing, pick, pictured, type Chosen } from "./choose";
import { AskAbout, Facts } from "./facts";
import { Gallery } from "./gallery";
import { absent, useLoad } from "./load";
import { Options } from "./options";
import { Quantity } from "./quantity";
import { Nothing } from "./state";
import { words } from "./words";

// DetailsView is one product in full, inside the panel.
export function DetailsView({ layer: { product: id, variant, asked, seq } }: { layer: DetailsLayer }) {
  const model = useModel();
  const known = model.products.have(id) ?? undefined;
  const [load, again] = useLoad(() => fetched(model, id), known);
  if (load.state === "ready") return <Loaded product={load.value} variant={variant} wished={asked} seq={seq} />;
  const card = model.products.card(id);
  const failed = load.state === "failed";
  const gone = failed && absent(load.why);
  return (
    <LayerView label={card ? clean(card.title) : words.product} headed={failed}>
      {failed ? <Nothing text={gone ? words.gone : words.notLoaded} action={gone ? words.keepLooking : words.retry} act={gone ? () => model.pop() : again} /> : <Skeleton card={card} />}
    </LayerView>
  );
}

async function fetched({ host, products }: Model, id: string): Promise<Details> {
  const known = products.have(id);
  if (known) return known;
  const answer = await fetch(`${host.mount}products/${encodeURIComponent(id)}`, { credentials: "omit" });
  if (!answer.ok) throw new Refusal(answer.status === 404 ? "not_found" : "", "");
  const { product } = (await answer.json()) as { product: Details };
  products.learn(product);
  return product;
}

// Skeleton has the final sizes and what the card knows already.
function Skeleton({ card }: { card: Card | null }) {
  return (
    <div class="body details" aria-busy="true">
      <Gallery images={card?.image ? [card.image] : []} sizes={card?.image_sizes && { [card.image ?? ""]: card.image_sizes }} title={card ? clean(card.title) : ""} />
      <h2 class="heading">{card ? clean(card.title) : <span class="bone wide" />}</h2>
      {card ? <Price of={card} /> : <span class="bone" />}
      <span class="bone wide" />
      <span class="bone" />
      <Late />
    </div>
  );
}

function Loaded({ product, variant, wished, seq }: { product: Details; variant: string; wished: Chosen; seq: number }) {
  const model = useModel();
  const [chosen, setChosen] = useState<Chosen>(() => begin(product, wished));
  const [quantity, setQuantity] = useState(1);
  const [asked, setAsked] = useState("");
  const one = chosenVariant(product, chosen);
  const { image } = pictured(product, chosen, variant) ?? {};
  const title = clean(product.title);
  const max = one ? one.max : product.max;
  const choose = (option: string, value: string) => {
    setChosen(pick(product, chosen, option, value));
    setAsked("");
  };
  const images = [...new Set([...(image ? [image] : []), ...(product.images ?? []), ...(product.image ? [product.image] : [])])];
  const href = product.url ? safeLink(product.url, document.baseURI) : "";
  return (
    <LayerView
      label={title}
      headed={false}
      foot={<AddBar product={product} chosen={chosen} one={one} quantity={Math.min(quantity, Math.max(1, max))} setQuantity={setQuantity} max={max} seq={seq} ask={setAsked} />}
    >
      <div class="body details">
        <Gallery key={image ?? ""} images={images} sizes={product.sizes} title={title} />
        {product.brand && <p class="brand quiet">{clean(product.brand)}</p>}
        <h2 class="heading" dir="auto">
          {title}
        </h2>
        <Rating card={product} />
        <Price of={one?.price ? one : product} />
        <Stock one={one} product={product} />
        <Options product={product} chosen={chosen} missing={asked} choose={choose} />
        <AskAbout product={product} />
        <Facts product={product} />
        {href && (
          <Out href={href} class="more" onClick={() => model.client.track("clicked", product.id, seq)}>
            {words.visit} <Icon name="out" />
          </Out>
        )}
      </div>
    </LayerView>
  );
}

function Stock({ one, product }: { one: CardVariant | null; product: Details }) {
  const out = one ? one.sold_out : product.sold_out;
  const left = one ? one.left : product.left;
  if (out) return <p class="stock bad">{words.soldOut}</p>;
  return left ? <p class="stock">{words.few(left)}</p> : null;
}

interface AddBarProps {
  product: Details;
  chosen: Chosen;
  one: CardVariant | null;
  quantity: number;
  setQuantity: (value: number) => void;
  max: number;
  seq: number;
  ask: (option: string) => void;
}

// AddBar stays in reach at the foot. Nothing is added before everything is
// chosen: the button says what is missing and leads there.
function AddBar({ product, chosen, one, quantity, setQuantity, max, seq, ask }: AddBarProps) {
  const model = useModel();
  const bar = useRef<HTMLDivElement>(null);
  const { state, trouble, price, add, reset } = useAdding();
  const open = missing(product, chosen)[0];
  const soldOut = one ? one.sold_out === true : product.sold_out === true;
  const priced = (one ?? product).price;
  useEffect(reset, [chosen, quantity]);
  const tap = () => {
    if (open) {
      ask(open);
      const group = bar.current?.parentElement?.querySelector<HTMLElement>(`[data-option="${CSS.escape(open)}"]`);
      group?.scrollIntoView({ block: "center" });
      group?.querySelector("input")?.focus({ preventScroll: true });
      return;
    }
    const item = { product: product.id, quantity, options: { ...chosen }, ...(one && { variant: one.id }) };
    add({ item, title: product.title, seq, seen: priced });
  };
  if (!priced) return <div class="foot quiet">{words.onRequest}</div>;
  if (soldOut) {
    const name = [clean(product.title), ...Object.values(one ? chosen : {}).map(clean)].join(", ");
    return (
      <div class="foot">
        <button type="button" class="soft big" onClick={() => model.ask(words.tellMe(name), product.id)}>
          {words.whenBack}
        </button>
      </div>
    );
  }
  const label = open ? words.choose(open) : state === "busy" ? words.adding : price ? words.addFor(model.format.money(price)) : words.addToCart;
  return (
    <div class="foot" ref={bar}>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {state === "done" ? (
        <button type="button" class="soft big" onClick={() => model.push({ kind: "cart" })}>
          <Icon name="check" /> {words.added} · {words.viewCart}
        </button>
      ) : (
        <div class="buy">
          {max > 1 && <Quantity value={quantity} max={max} label={words.quantity} change={setQuantity} />}
          <button type="button" class="solid big" aria-disabled={state === "busy"} onClick={tap}>
            {label}
          </button>
        </div>
      )}
    </div>
  );
}
