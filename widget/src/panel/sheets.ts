import base from "./styles/base.css";
import cards from "./styles/cards.css";
import looks from "./styles/looks.css";
import log from "./styles/log.css";
import panel from "./styles/panel.css";

export const sheets = [base, panel, log, cards, looks];
