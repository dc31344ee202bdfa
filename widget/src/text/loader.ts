// The few words that the loader itself says. The rest is in words.ts.
export const loaderWords = {
  open: (name: string) => `Chat with ${name}`,
  unread: (count: number) => (count === 1 ? "1 new message" : `${count} new messages`),
  slow: "The chat is loading.",
  failed: "The chat did not load. Check your connection and try again.",
};
