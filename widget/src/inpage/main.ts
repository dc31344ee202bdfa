import type { Host, InPage } from "../host";
import { paint } from "../theme/theme";
import { inPageWords, type InPageWords } from "../text/inpage";
import { defineElements } from "./elements";
import { float } from "./floating";

// place brings the elements to life and floats questions if they are wanted.
export function place(host: () => Host, words: InPageWords = inPageWords): InPage {
  const first = host();
  first.paint = paint;
  first.restyle();
  defineElements(host, words);
  const { questions } = first.settings;
  const stop = questions === undefined || questions === false || questions === "false" ? () => undefined : float(first, words);
  return { destroy: stop };
}
