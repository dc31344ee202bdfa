// clean takes out what would let a text disturb its surroundings or hide
// something: control characters, direction overrides and isolates, tag
// characters, and piles of marks on one letter. Joiners, which emoji and many
// scripts need, stay.
export function clean(text: string): string {
  return text.replace(hidden, "").replace(piles, "$1");
}

const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;
const piles = /(\p{M}{8})\p{M}+/gu;

// initial is a name's first letter as a capital, or "".
export function initial(name: string): string {
  return (Array.from(clean(name).trim())[0] ?? "").toUpperCase();
}
