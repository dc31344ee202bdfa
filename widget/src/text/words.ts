// Every word that the conversation itself says, in English; those of the views
// over it are in views.ts, and other languages in languages/.
const english = {
  assistant: "assistant",
  person: "answers you in person",
  waiting: "person asked",
  close: "Close chat",
  back: "Back",
  menu: "More",
  cart: (count: number) => (count === 0 ? "Cart, empty" : count === 1 ? "Cart, 1 item" : `Cart, ${count} items`),
  orders: "Your orders",
  newTalk: "New conversation",
  privacy: "Privacy",
  privacyLine: "You are talking with an assistant. What you write is kept so that the shop can help you.",
  greeting: "What are you looking for?",
  starters: ["What is popular right now?", "Help me choose", "Shipping and returns"],
  conversation: "Conversation",
  you: "You said",
  newest: "To the newest message",
  fresh: "New messages",

  compose: "Message",
  placeholder: "Ask anything",
  send: "Send",
  stop: "Stop",
  left: (count: number) => (count < 0 ? `${-count} too many` : `${count} left`),
  sending: "Sending",
  waitingToSend: "Goes out when you are back online",
  goesOut: (wait: string) => `Goes out in ${wait}.`,
  wait: (seconds: number) => (seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`),
  notSent: "Not sent.",
  retry: "Try again",
  thinking: "One moment",
  stopped: "Stopped.",

  connecting: "Connecting",
  offline: "You are offline. What you write is kept and sent later.",
  reconnecting: "The connection is lost. Trying again.",
  tryNow: "Try now",
  halted: "The chat is not available.",
  partFailed: "This part did not load.",
  stillLoading: "Still loading",
  outdated: "This page is older than the shop. Reload it to go on.",
  reload: "Reload",

  edited: "Edited",
  takenBack: "This message was taken back.",
  joined: (name: string) => (name ? `${name} joined the conversation` : "Someone from the shop joined"),
  lapsed: "Nobody could answer in time. The assistant goes on; the shop sees what you wrote.",
  leftAgain: "The assistant answers again",
  closed: "This conversation was closed. Write to go on.",
  fromShop: "from the shop",
  placed: (number: string) => `Order ${number} placed`,
  seeOrder: "See it",
  about: (what: string, order: string) => `${what} (order ${order})`,
  signedIn: (name: string) => (name ? `You are signed in as ${name}` : "You are signed in"),
  anew: "Your session had ended, so this is a new conversation",

  products: (count: number) => (count === 1 ? "1 product" : `${count} products`),
  previous: "Previous products",
  next: "More products",
  was: "was",
  from: "from",
  onRequest: "Price on request",
  rating: (average: string, count: string) => `${average} of 5, ${count} ratings`,
  soldOut: "Sold out",
  whenBack: "Tell me when it is back",
  tellMe: (title: string) => `Tell me when ${title} is back.`,
  few: (count: number) => `Only ${count} left`,
  add: "Add",
  adding: "Adding",
  added: "Added",
  choose: (option: string) => `Choose ${option}`,
  chooseOptions: "Choose options",
  details: "Details",
  viewCart: "View cart",
  addFor: (price: string) => `Add for ${price}`,
  nowCosts: (now: string, before: string) => `The price has changed from ${before} to ${now}. Nothing was added yet.`,
  inCart: (title: string) => `${title} is in your cart`,
  source: "Source",
  wishes: "What you asked for",
  unwish: (wish: string) => `Remove ${wish}`,
  answers: "Suggested answers",
};

export type Words = typeof english;

// words is what the panel says now: read it where something is drawn, keep nothing
// of it.
export const words: Words = { ...english };

let spoken: object = {};

// speak sets all words to those of a language; without one they are English.
export function speak(language: object = {}): void {
  spoken = language;
  Object.assign(words, english, spoken);
}

// learn adds the English words that only another bundle says.
export function learn<More extends object>(more: More): Words & More {
  Object.assign(english, more);
  speak(spoken);
  return words as Words & More;
}
