import type { State } from "./state";
import { answered, unanswered } from "./view";

// FormStage is how far a form has come: it waits to be filled in, is on its way,
// was sent, or was left when the talk went on without it.
export type FormStage = "open" | "busy" | "sent" | "left";

export function formStage(state: State, seq: number): FormStage {
  if (filledIn(state, seq)) return "sent";
  if (answered(state, seq)) return "left";
  if (state.pending.some((message) => message.form?.seq === seq && message.state !== "failed")) return "busy";
  return unanswered(state) ? "left" : "open";
}

// filledIn is what the shopper has sent with the form of the message seq.
export function filledIn(state: State, seq: number): Record<string, string> | null {
  for (const entry of state.entries) {
    if (entry.kind === "message" && entry.message.form?.seq === seq) return entry.message.form.values;
  }
  return null;
}
