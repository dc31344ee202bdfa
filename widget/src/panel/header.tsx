import { useEffect, useRef, useState } from "preact/hooks";
import { clean, initial } from "../text/clean";
import { words } from "../text/words";
import { Icon, type IconName } from "./icons";
import { useModel } from "./model";
import { Out } from "./prose";
import { useValue } from "./value";

export function Header({ thin, close }: { thin: boolean; close: () => void }) {
  const model = useModel();
  const link = useValue(model.link);
  return (
    <div class={`head${thin ? " thin" : ""}`} part="header">
      <Who />
      <OrdersButton />
      <CartButton />
      <Menu />
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
  const [owner, person] = [useValue(model.owner), useValue(model.person)];
  const name = owner === "person" && person ? clean(person) : options.name;
  const role = owner === "person" ? words.person : owner === "waiting" ? `${words.assistant} · ${words.waiting}` : words.assistant;
  return (
    <div class="who">
      {options.avatar && owner !== "person" ? (
        <img class="avatar" src={options.avatar} alt="" width={32} height={32} />
      ) : (
        <span class="avatar" aria-hidden="true">
          {owner === "person" ? initial(name) : <Icon name="spark" />}
        </span>
      )}
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

function Menu() {
  const model = useModel();
  const owner = useValue(model.owner);
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    place.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const root = place.current?.getRootNode();
    const outside = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    root?.addEventListener("pointerdown", outside);
    return () => root?.removeEventListener("pointerdown", outside);
  }, [open]);
  const keys = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      setOpen(false);
      opener.current?.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const items = [...(place.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const now = items.findIndex((item) => item === (place.current?.getRootNode() as ShadowRoot).activeElement);
    items[(now + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length]?.focus();
  };
  const begun = useValue(model.begun);
  const items: [IconName, string, (() => unknown) | false][] = [
    ["person", words.talkToPerson, owner === "assistant" && (() => model.say(words.personPlease))],
    ["cart", words.viewCart, () => model.push({ kind: "cart" })],
    ["pencil", words.newTalk, begun && (() => model.go())],
    ["clock", words.pastTalks, () => model.push({ kind: "past" })],
    ["save", words.saveTalk, begun && (() => model.save())],
  ];
  return (
    <div class="menu" ref={place} onKeyDown={keys}>
      <button type="button" class="round" ref={opener} aria-label={words.menu} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="more" />
      </button>
      {open && (
        <div class="items" role="menu" aria-label={words.menu}>
          {items.map(
            ([icon, text, act]) =>
              act && (
                <button
                  type="button"
                  role="menuitem"
                  key={icon}
                  onClick={() => {
                    setOpen(false);
                    act();
                  }}
                >
                  <Icon name={icon} /> {text}
                </button>
              ),
          )}
          {model.options.privacy && (
            <span role="menuitem" class="item">
              <Out href={model.options.privacy}>
                <Icon name="article" /> {words.privacy}
              </Out>
            </span>
          )}
        </div>
      )}
    </div>
  );
}
