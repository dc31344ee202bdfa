import { clean } from "../text/clean";
import { words } from "../text/words";
import { Face } from "./face";
import { Icon } from "./icons";
import { Menu } from "./menu";
import { useModel } from "./model";
import { useValue } from "./value";

export function Header({ thin, close }: { thin: boolean; close: () => void }) {
  const model = useModel();
  const link = useValue(model.link);
  const agreed = useValue(model.agreed);
  return (
    <div class={`head${thin ? " thin" : ""}`} part="header">
      <Who />
      {agreed && (
        <>
          <OrdersButton />
          <CartButton />
          <Menu />
        </>
      )}
      <button type="button" class="round" aria-label={words.close} onClick={close}>
        <Icon name="close" />
      </button>
      <span class="grab" aria-hidden="true" />
      {link.kind === "connecting" && <span class="progress" aria-hidden="true" />}
    </div>
  );
}

// Who is who answers: the assistant, called that, or a person by name.
function Who() {
  const model = useModel();
  const { options } = model;
  const [owner, { person, title, picture }] = [useValue(model.owner), useValue(model.person)];
  const human = owner === "person";
  const name = (human && clean(person ?? "")) || options.name;
  const role = human ? clean(title ?? "") || words.person : owner === "waiting" ? `${words.assistant} · ${words.waiting}` : words.assistant;
  return (
    <div class="who">
      <Face {...(human ? { name, picture } : { picture: options.avatar })} />
      <p>
        <strong dir="auto">
          {name}
        </strong>
        <span class="quiet role">{role}</span>
      </p>
    </div>
  );
}

// OrdersButton is there where orders can be looked up.
function OrdersButton() {
  const model = useModel();
  if (!useValue(model.shopper).orders) return null;
  return (
    <button type="button" class="round" aria-label={words.orders} onClick={() => model.push({ kind: "orders" })}>
      <Icon name="parcel" />
    </button>
  );
}

export function CartButton() {
  const model = useModel();
  const count = useValue(model.cart)?.count ?? 0;
  return (
    <button type="button" class="round" aria-label={words.cart(count)} onClick={() => model.push({ kind: "cart" })}>
      <Icon name="cart" />
      {count > 0 && (
        <span class="count" aria-hidden="true">
          {count > 99 ? "99+" : count}
        </span>
      )}
    </button>
  );
}
