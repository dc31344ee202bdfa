import type { ComponentChildren } from "preact";
import { clean } from "../../../../widget/src/text/clean";
import { basket, facts, looked, rating, wishes } from "../context";
import { address } from "../route";
import type { OpenTalk, State } from "../state";
import { Clock, lowScore, rated, reason } from "../words";
import { Icon } from "./icons";
import { Orders } from "./orders";
import { Chips, format, Out } from "./parts";
import { Sorting } from "./sorting";

const clock = new Clock();

// About is what helps to answer: why a person is wanted, who the shopper is,
// where they are, what they have and want.
export function About({ s }: { s: State }) {
  if (!s.talk) return <aside class="about" aria-label="About this conversation" />;
  const { talk } = s;
  const { conversation: c } = talk;
  const wanted = wishes(talk.events);
  const seen = looked(talk.events);
  const given = rating(talk.events);
  return (
    <aside class="about" aria-label="About this conversation">
      <header class="bar">
        <a class="bare back" href={address(c.id)} aria-label="Back to the talk">
          <Icon name="back" />
        </a>
        <h2>About</h2>
      </header>
      <div class="sections">
        {c.handoff && (
          <section class="handoff">
            <h3 dir="auto">{clean(reason(c.handoff))}</h3>
            <p dir="auto">{clean(c.handoff.summary)}</p>
            {c.handoff.mood && <p>The shopper is {clean(c.handoff.mood)}.</p>}
            {c.handoff.contact && <p dir="auto">To be answered at {clean(c.handoff.contact)} as well.</p>}
          </section>
        )}
        {given && (
          <Section title="Rating">
            <p class={given.score > lowScore ? "rated" : "rated low"}>{rated(given.score)}</p>
            {given.comment && <p dir="auto">{clean(given.comment)}</p>}
          </Section>
        )}
        {s.may.includes("sort") && <Sorting s={s} c={c} />}
        <Customer talk={talk} />
        <Where talk={talk} />
        <Basket talk={talk} />
        {talk.orders.length > 0 && (
          <Section title="Orders">
            <Orders key={c.id} orders={talk.orders} acts={talk.acts} idle={s.working === undefined} />
          </Section>
        )}
        {wanted.length > 0 && (
          <Section title="Wishes">
            <Chips label="Wishes" chips={wanted} />
          </Section>
        )}
        {seen.length > 0 && (
          <Section title="Looked at">
            <ul class="plain">
              {seen.slice(0, 5).map((title) => (
                <li key={title}>{clean(title)}</li>
              ))}
            </ul>
          </Section>
        )}
        {!s.may.includes("sort") && c.tags && c.tags.length > 0 && (
          <Section title="Tags">
            <Chips label="Tags" chips={c.tags} />
          </Section>
        )}
        <Memory talk={talk} />
        <Section title="Conversation">
          <Pairs
            pairs={[
              ["Began", clock.full(c.created)],
              ["Came by", c.entry],
              ["Language", c.locale],
              ["Messages", String(c.messages)],
              ["Id", c.id],
            ]}
          />
        </Section>
      </div>
    </aside>
  );
}

function Customer({ talk: { conversation: c } }: { talk: OpenTalk }) {
  return (
    <Section title="Customer">
      {c.customer ? (
        <Pairs
          pairs={[
            ["Name", c.customer.name],
            ["E-mail", c.customer.email],
            ["Number", c.customer.id],
            ["Groups", c.customer.segments?.join(", ")],
            ["VIP", c.customer.vip ? "yes" : undefined],
          ]}
        />
      ) : (
        <p class="quiet">A guest: not signed in to the shop.</p>
      )}
    </Section>
  );
}

// Where is the page that the shopper is on. Its address comes from the browser,
// so that it is a link only where it leads to the shop itself.
function Where({ talk: { conversation: c } }: { talk: OpenTalk }) {
  const { title, url, product } = c.page ?? {};
  if (!title && !url && !product) return null;
  const own = url !== undefined && URL.canParse(url, document.baseURI) && new URL(url, document.baseURI).origin === location.origin;
  const words = clean(title ?? url ?? "");
  return (
    <Section title="Page">
      {words && <p dir="auto">{own ? <Out href={url}>{words}</Out> : words}</p>}
      {!own && title && url && <p class="quiet">{clean(url)}</p>}
      <Pairs pairs={[["Product", product]]} />
    </Section>
  );
}

function Basket({ talk }: { talk: OpenTalk }) {
  const cart = basket(talk);
  if (!cart && !talk.cartID) return null;
  return (
    <Section title="Cart">
      {!cart && <p class="quiet">Nothing was put into it in this talk.</p>}
      {cart?.lines.length === 0 && <p class="quiet">Empty.</p>}
      {cart && cart.lines.length > 0 && (
        <table class="cart">
          <tbody>
            {cart.lines.map((line) => (
              <tr key={line.key} class={line.gone ? "gone" : ""}>
                <td>{line.quantity} ×</td>
                <td>
                  {clean(line.title)}
                  {line.gone && <span class="quiet"> Not to be had any more</span>}
                </td>
                <td>{line.total && format.money(line.total)}</td>
              </tr>
            ))}
          </tbody>
          {cart.now && cart.subtotal && (
            <tfoot>
              <tr>
                <td />
                <td>Subtotal</td>
                <td>{format.money(cart.subtotal)}</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {cart && !cart.now && <p class="quiet">As the talk tells it; it may have changed on the shop's pages.</p>}
      <Pairs pairs={[["Id", talk.cartID]]} />
    </Section>
  );
}

// Memory is what the assistant goes by.
function Memory({ talk }: { talk: OpenTalk }) {
  const found = facts(talk.memory);
  if (found.length === 0) return null;
  return (
    <details>
      <summary>What the assistant remembers</summary>
      <Pairs pairs={found.map((fact) => [fact.name, fact.value])} />
    </details>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Pairs({ pairs }: { pairs: readonly (readonly [string, string | undefined])[] }) {
  const known = pairs.filter(([, value]) => value);
  if (known.length === 0) return null;
  return (
    <dl class="pairs">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{clean(name)}</dt>
          <dd dir="auto">{clean(value ?? "")}</dd>
        </div>
      ))}
    </dl>
  );
}
