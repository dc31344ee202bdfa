import { clean, Out, useModel } from "../panel/kit";
import { words } from "./words";

// Gate stands where one writes until the shopper has agreed to the shop's words.
export function Gate() {
  const model = useModel();
  const { consent, privacy } = model.options;
  return (
    <div class="gate" role="group" aria-label={words.agree}>
      <p id="consent" dir="auto">
        {clean(consent)} {privacy && <Out href={privacy}>{words.privacy}</Out>}
      </p>
      <button type="button" class="solid big" aria-describedby="consent" onClick={() => model.agree()}>
        {words.agree}
      </button>
    </div>
  );
}
