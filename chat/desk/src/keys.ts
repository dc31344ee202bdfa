import { act, choose, dispatch, state } from "./desk";
import { neighbour } from "./reduce";
import { address } from "./route";
import { views } from "./words";

// The keys and what they do, as the help shows them.
export const keys: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["j", "k"], does: "Next and previous conversation" },
  { keys: ["t"], does: "Take over" },
  { keys: ["r"], does: "Write a reply" },
  { keys: ["g"], does: "Give back to the assistant" },
  { keys: ["e"], does: "Close the conversation" },
  { keys: ["n"], does: "Write a private note" },
  { keys: ["p"], does: "Write prepared replies, if your role may" },
  { keys: ["/"], does: "Search" },
  { keys: ["1", "…", "8"], does: "Switch the view" },
  { keys: ["Enter"], does: "Send the reply" },
  { keys: ["Shift", "Enter"], does: "New line in the reply" },
  { keys: ["Esc"], does: "Leave the reply" },
  { keys: ["?"], does: "Show these keys" },
];

// keyboard does what a key pressed anywhere on the page means. In a text field
// keys are text.
export function keyboard(e: KeyboardEvent): void {
  const target = e.target instanceof Element ? e.target : undefined;
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || state.peek().help || state.peek().preparing) return;
  if (target?.matches("input, textarea, select")) {
    if (e.key === "Escape") (target as HTMLElement).blur();
    return;
  }
  if (pressed(e.key)) e.preventDefault();
}

function pressed(key: string): boolean {
  switch (key) {
    case "j":
      return step(1);
    case "k":
      return step(-1);
    case "t":
      void act("take");
      return true;
    case "g":
      void act("give");
      return true;
    case "e":
      void act("close");
      return true;
    case "n":
      dispatch({ do: "noting", on: true });
      queueMicrotask(focusReply);
      return true;
    case "p":
      dispatch({ do: "preparing", open: true });
      return true;
    case "/":
      document.querySelector<HTMLElement>("#search")?.focus();
      return true;
    case "r":
      dispatch({ do: "noting", on: false });
      queueMicrotask(focusReply);
      return true;
    case "?":
      dispatch({ do: "help", open: true });
      return true;
    default: {
      const view = /^[1-9]$/.test(key) ? views[Number(key) - 1] : undefined;
      if (view) choose(view.view);
      return view !== undefined;
    }
  }
}

function step(by: number): boolean {
  const id = neighbour(state.peek(), by);
  if (id) location.hash = address(id);
  return true;
}

// focusReply puts the caret into the reply or, where one cannot write yet, the
// focus on the button that changes it.
function focusReply(): boolean {
  document.querySelector<HTMLElement>(".composer textarea, .locked button")?.focus();
  return true;
}
