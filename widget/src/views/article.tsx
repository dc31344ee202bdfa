import { clean, Icon, Late, LayerView, Out, Prose, safeLink, useEffect, useModel, useRef } from "../panel/kit";
import type { Article, ArticleBlock } from "../wire.gen";
import { useLoad } from "./load";
import { words } from "./words";

// ArticleView is an article that a reply cites, with the passage that answers
// marked. Until it is there, and where it does not come, that passage stands
// alone.
export function ArticleView({ cited }: { cited: ArticleBlock }) {
  const model = useModel();
  const [load, again] = useLoad(() => read(model.host.mount, cited.id));
  const href = cited.url ? safeLink(cited.url, document.baseURI) : "";
  return (
    <LayerView label={clean(cited.title)} headed={false}>
      <article class="body article">
        <h2 dir="auto">{clean(cited.title)}</h2>
        {load.state === "ready" ? (
          <Sections article={load.value} quote={cited.quote} />
        ) : (
          <>
            {load.state === "failed" && <p class="meta">{words.articleFailed}</p>}
            <Passage text={cited.quote} />
            {load.state === "loading" && <Late />}
            {load.state === "failed" && (
              <button type="button" class="text" onClick={again}>
                {words.retry}
              </button>
            )}
          </>
        )}
        {href && (
          <Out href={href} class="more">
            {words.openArticle} <Icon name="out" />
          </Out>
        )}
      </article>
    </LayerView>
  );
}

async function read(mount: string, id: string): Promise<Article> {
  const answer = await fetch(`${mount}articles/${encodeURIComponent(id)}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(`the article came with ${answer.status}`);
  return (await answer.json()) as Article;
}

function Sections({ article: { sections }, quote }: { article: Article; quote: string }) {
  const found = sections.findIndex(({ text }) => plain(text).includes(plain(quote).slice(0, 80)));
  return (
    <>
      {sections.map(({ heading, text }, i) => (
        <section key={i}>
          {heading && <h3 dir="auto">{clean(heading)}</h3>}
          {i === found ? <Passage text={text} /> : <Prose text={text} />}
        </section>
      ))}
    </>
  );
}

// Passage is the one that was cited; the eye is led to it.
function Passage({ text }: { text: string }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => mark.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div class="cited" ref={mark} role="note" aria-label={words.cited}>
      <Prose text={text} />
    </div>
  );
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();
