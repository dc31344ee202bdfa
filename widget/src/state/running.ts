import type { Delta, Part, Piece, Working } from "../wire.gen";
import type { Running } from "./state";

// A reply while it is being made. What comes here is a preview: the logged
// reply replaces it, so a piece that does not fit is left out.

// maxParts bounds what a broken server can make us hold.
const maxParts = 64;

export function begin(turn: string, answers: number): Running {
  return { turn, answers, parts: [], status: "", stopping: false };
}

export function delta(running: Running | null, { turn, part, offset, text }: Delta): Running | null {
  if (running?.turn !== turn || part < 0 || part >= maxParts) return running;
  const now = running.parts[part];
  const before = now?.type === "text" ? now.text : "";
  if (offset < 0 || offset > before.length) return running;
  // A repeated delta, after resuming, writes over itself.
  const whole = before.slice(0, offset) + text + before.slice(offset + text.length);
  return place(running, part, { type: "text", text: whole });
}

export function block(running: Running | null, { turn, part, block: piece }: Piece): Running | null {
  if (running?.turn !== turn || part < 0 || part >= maxParts) return running;
  return place(running, part, piece);
}

export function working(running: Running | null, { turn, text }: Working): Running | null {
  return running?.turn === turn ? { ...running, status: text } : running;
}

export function retract(running: Running | null, turn: string): Running | null {
  return running?.turn === turn ? { ...running, parts: [], status: "" } : running;
}

function place(running: Running, index: number, part: Part): Running {
  const parts = [...running.parts];
  while (parts.length < index) parts.push({ type: "text", text: "" });
  parts[index] = part;
  return { ...running, parts, status: "" };
}
