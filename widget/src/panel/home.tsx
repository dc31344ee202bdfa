import { words } from "../text/words";
import { useModel } from "./model";
import { Out } from "./prose";
import { useValue } from "./value";

// A greeting of more characters is set as text, not as a headline.
const longGreeting = 70;

// Home is how a conversation begins: one sentence, what could be asked, and
// what the shop does with what is written.
export function Home() {
  const model = useModel();
  const { greeting, privacy } = model.options;
  const begun = useValue(model.begun);
  const asked = useValue(model.questions);
  const questions = asked.length > 0 ? asked : words.starters;
  return (
    <div class={`home${begun ? " begun" : ""}`}>
      <p class={greeting.length > longGreeting ? "greeting long" : "greeting"} dir="auto">
        {greeting}
      </p>
      <p class="privacy">
        {words.privacyLine} {privacy && <Out href={privacy}>{words.privacy}</Out>}
      </p>
      {!begun && (
        <ul class="starters">
          {questions.map((question) => (
            <li key={question}>
              <button type="button" class="chip" onClick={() => model.say(question, "question")}>
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
