import { clean, Icon, Prose, useModel, useState } from "../panel/kit";
import type { CardReview, Details } from "../wire.gen";
import { Fold } from "./fold";
import { capital } from "./options";
import { words } from "./words";

// Facts is what the shop knows of a product beyond its price.
export function Facts({ product }: { product: Details }) {
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
      {product.reviews && product.reviews.length > 0 && <Reviews reviews={product.reviews} product={product} />}
    </>
  );
}

const first = 2;

function Reviews({ reviews, product: { rating } }: { reviews: readonly CardReview[]; product: Details }) {
  const { format } = useModel();
  const rest = reviews.length - first;
  const drawn = reviews.map((review, i) => (
    <div class="review" key={i}>
      <p class="meta">
        {review.rating ? <Stars count={review.rating} /> : null}
        {review.date && <span>{format.date(review.date)}</span>}
      </p>
      <p dir="auto">{clean(review.text)}</p>
    </div>
  ));
  return (
    <section>
      <h3>{words.reviews}</h3>
      {rating && <p class="quiet">{words.rating(format.number(rating.average), format.number(rating.count))}</p>}
      {drawn.slice(0, first)}
      {rest > 0 && <Fold label={words.moreReviews(rest)}>{drawn.slice(first)}</Fold>}
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
