import base from "./styles/base.css";
import cards from "./styles/cards.css";
import cart from "./styles/cart.css";
import details from "./styles/details.css";
import log from "./styles/log.css";
import panel from "./styles/panel.css";

export const sheets = [base, panel, log, cards, details, cart];
