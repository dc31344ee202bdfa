// What the second bundle takes from the panel's, so that both share one Preact
// and one model. src/views imports what has a state from here and from nowhere
// else of the panel; widget/build sees to it.
export { Fragment, jsx, jsxs } from "preact/jsx-runtime";
export { useEffect, useRef, useState } from "preact/hooks";
export { Refusal } from "../client/session";
export { safeStore } from "../client/ports";
export { keys } from "../client/keys";
export { answered, lastSaid, latest, unanswered, wordsOf } from "../state/view";
export { clean } from "../text/clean";
export { safeLink } from "../text/link";
export { plain } from "../text/markdown";
export { learn } from "../text/words";
export { useAdding } from "./adding";
export { CardButton, Rating, Swatch } from "./card";
export { Carousel } from "./carousel";
export { Icon } from "./icons";
export { Late } from "./late";
export { LayerView } from "./layer";
export { useModel } from "./model";
export { Picture } from "./picture";
export { Price } from "./price";
export { Out, Prose } from "./prose";
export { useValue } from "./value";
