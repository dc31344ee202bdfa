import { clean } from "../../../../widget/src/text/clean";
import { others, presentIn, together, whereabouts } from "../presence";
import type { State } from "../state";
import type { Conversation } from "../wire";
import { who } from "../words";
import { Icon } from "./icons";

// Presence stands over the reply: whether the shopper is there, and which
// colleagues are, so that two do not begin the same answer. The latter is said to
// a screen reader; a shopper who writes again and again is not.
export function Presence({ s, c }: { s: State; c: Conversation }) {
  const p = presentIn(s, c.id);
  const shopper = whereabouts(clean(who(c)), p);
  const colleagues = together(others(s, c.id));
  return (
    <div class="presence">
      {shopper && (
        <p class={`shopper ${p?.shopper}`} dir="auto">
          {shopper}
        </p>
      )}
      <p class="colleagues" role="status">
        {colleagues && (
          <>
            <Icon name="people" /> <span>{colleagues}</span>
          </>
        )}
      </p>
    </div>
  );
}
