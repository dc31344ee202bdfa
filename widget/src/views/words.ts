import { learn } from "../panel/kit";
import { viewWords } from "../text/views";

// words are the panel's and those that only the views say.
export const words = learn(viewWords);
