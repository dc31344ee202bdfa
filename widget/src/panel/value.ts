import type { ReadonlySignal } from "@preact/signals-core";
import { useLayoutEffect, useReducer } from "preact/hooks";

// useValue reads a signal and draws the component again when it changes. The
// whole binding of signals to Preact is larger, and this is all we need of it.
export function useValue<T>(source: ReadonlySignal<T>): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const drawn = source.peek();
  useLayoutEffect(() => {
    let last = drawn;
    return source.subscribe((value) => {
      if (value !== last) redraw(undefined);
      last = value;
    });
  }, [source]);
  return drawn;
}
