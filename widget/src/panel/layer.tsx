import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../text/words";
import { CartButton } from "./header";
import { Icon } from "./icons";
import { useModel } from "./model";

// LayerView is a view over the conversation, with the way back at its head.
// Focus comes in with it; the model takes it back where it was.
export function LayerView({ label, headed = true, cart = true, children, foot }: { label: string; headed?: boolean; cart?: boolean; children: ComponentChildren; foot?: ComponentChildren }) {
  const model = useModel();
  const back = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => back.current?.focus({ preventScroll: true }), []);
  return (
    <div class="layer" role="group" aria-label={label}>
      <div class={headed ? "head thin" : "head"}>
        <button type="button" class="round" ref={back} aria-label={words.back} onClick={() => model.pop()}>
          <Icon name="back" />
        </button>
        <p class="layer-title">{headed && label}</p>
        {cart ? <CartButton /> : <span class="round" />}
      </div>
      <div class="scroll">{children}</div>
      {foot}
    </div>
  );
}
