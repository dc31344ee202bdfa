import { clean, Icon, Prose, useModel, useState } from "../panel/kit";
import type { CardReview, Details, SizeChart } from "../wire.gen";
import type { Chosen } from "./choose";
import { capital } from "./options";
import { words } from "./words";

// Facts is what the shop knows of a product beyond its price.
export function Facts({ product, chosen }: { product: Details; chosen: Chosen }) {
  const attributes = product.attributes ?? [];
  return (
    <>
      {product.description && (
        <section>
          <h3>{words.description}</h3>
          <Prose text={product.description} />
        </section>
      )}
      {attributes.length > 0 && (
        <section>
          <h3>{words.facts}</h3>
          <dl class="attributes">
            {attributes.map(({ name, values }) => (
              <div key={name}>
                <dt>{capital(name.replaceAll("_", " "))}</dt>
                <dd dir="auto">{clean(values.join(", "))}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {product.size_chart && <Sizes chart={product.size_chart} size={chosen["size"]} />}
      {product.reviews && product.reviews.length > 0 && <Reviews reviews={product.reviews} product={product} />}
    </>
  );
}

function Sizes({ chart, size }: { chart: SizeChart; size: string | undefined }) {
  return (
    <section>
      <h3>{words.sizes}</h3>
      <div class="table" tabIndex={0} role="region" aria-label={words.sizes}>
        <table>
          <thead>
            <tr>
              {chart.columns.map((column) => (
                <th scope="col" key={column}>
                  {clean(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.rows.map(([name, ...cells]) => (
              <tr key={name} class={name === size ? "on" : undefined}>
                <th scope="row">{clean(name ?? "")}</th>
                {cells.map((cell, i) => (
                  <td key={i}>{clean(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const first = 2;

function Reviews({ reviews, product }: { reviews: readonly CardReview[]; product: Details }) {
  const { format } = useModel();
  const [all, setAll] = useState(false);
  const { rating } = product;
  return (
    <section>
      <h3>{words.reviews}</h3>
      {rating && <p class="quiet">{words.rating(format.number(rating.average), format.number(rating.count))}</p>}
      {reviews.slice(0, all ? undefined : first).map((review, i) => (
        <div class="review" key={i}>
          <p class="meta">
            {review.rating ? <Stars count={review.rating} /> : null}
            {review.date && <span>{format.date(review.date)}</span>}
          </p>
          <p dir="auto">{clean(review.text)}</p>
        </div>
      ))}
      {!all && reviews.length > first && (
        <button type="button" class="text" onClick={() => setAll(true)}>
          {words.moreReviews(reviews.length - first)}
        </button>
      )}
    </section>
  );
}

function Stars({ count }: { count: number }) {
  return (
    <span class="stars" role="img" aria-label={words.stars(count)}>
      {[1, 2, 3, 4, 5].map((n) => (
        <span key={n} class={n <= count ? "on" : ""}>
          <Icon name="star" />
        </span>
      ))}
    </span>
  );
}

// AskAbout sends a question that names its product, so that "this" is clear.
export function AskAbout({ product }: { product: Details }) {
  const model = useModel();
  const [text, setText] = useState("");
  const title = clean(product.title);
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim()) model.ask(text.trim(), product.id);
  };
  return (
    <form class="ask" onSubmit={submit}>
      <input value={text} onInput={(event) => setText(event.currentTarget.value)} placeholder={words.askAbout} aria-label={words.aboutPlaceholder(title)} enterkeyhint="send" maxLength={1000} />
      <button type="submit" class="round" aria-label={words.send} aria-disabled={!text.trim()}>
        <Icon name="send" />
      </button>
    </form>
  );
}
