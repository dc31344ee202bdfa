// The words of what stands in the page itself.
export const inPageWords = {
  suggestions: "Suggested questions",
  dismiss: "Hide suggested questions",
  ask: "Ask anything",
  send: "Send",
};
