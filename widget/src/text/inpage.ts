// The words of what stands in the page itself, in English; other languages are in
// languages/.
export const inPageWords = {
  suggestions: "Suggested questions",
  dismiss: "Hide suggested questions",
  ask: "Ask anything",
  send: "Send",
};

export type InPageWords = typeof inPageWords;
