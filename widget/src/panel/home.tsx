import { useRef } from "preact/hooks";
import { clean } from "../text/clean";
import { words } from "../text/words";
import { useModel } from "./model";
import { Out } from "./prose";
import { useValue } from "./value";

// A greeting of more characters is set as text, not as a headline.
const longGreeting = 70;

// Home is how a conversation begins: the assistant's first words, what could be
// asked, and what the shop does with what is written.
export function Home() {
  const model = useModel();
  const { privacy } = model.options;
  const begun = useValue(model.begun);
  const met = useValue(model.met);
  const { kind } = useValue(model.link);
  const agreed = useValue(model.agreed);
  const settled = met || !agreed || !["idle", "connecting", "live"].includes(kind);
  const anew = useValue(model.anew);
  const shown = useRef("");
  shown.current = useGreeting(begun, settled) ?? shown.current;
  const greeting = shown.current;
  return (
    <div class={`home${begun ? " begun" : ""}`}>
      {anew && <p class="line">{words.anew}</p>}
      {greeting ? (
        <p id="greeting" class={greeting.length > longGreeting ? "greeting long" : "greeting"} dir="auto">
          {greeting}
        </p>
      ) : (
        !begun && <Bones />
      )}
      <p class="privacy" key="privacy">
        {words.privacyLine} {privacy && <Out href={privacy}>{words.privacy}</Out>}
      </p>
      {!begun && greeting && settled && agreed && <Starters />}
    </div>
  );
}

// useGreeting is what the server says, or else the page's own words where it
// says nothing or cannot be reached. null while that is open.
function useGreeting(begun: boolean, settled: boolean): string | null {
  const model = useModel();
  const greeting = useValue(model.greeting);
  if (greeting) return clean(greeting.text);
  return begun || !settled ? null : model.options.greeting;
}

function Bones() {
  return (
    <div class="greeting long" aria-busy="true">
      <span class="bone wide" />
      <span class="bone wide" />
      <span class="bone" />
    </div>
  );
}

// Starters are the greeting's chips, or what is worth asking on this page.
function Starters() {
  const model = useModel();
  const asked = useValue(model.questions);
  const chips = useValue(model.greeting)?.chips ?? [];
  const greeted = chips.length > 0;
  return (
    <ul class="starters">
      {(greeted ? chips : asked.length > 0 ? asked : words.starters).map((text) => (
        <li key={text}>
          <button type="button" class="chip" part="chip" onClick={() => model.say(text, greeted ? "greeting" : "question")}>
            {clean(text)}
          </button>
        </li>
      ))}
    </ul>
  );
}
