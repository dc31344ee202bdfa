// hold gives the focus a place when what had it goes: a chip that is answered, a line
// that is removed. Else it would be nowhere, keys would go to the page, and Escape
// would close nothing. In a layer it goes to what is nearest; in the conversation, to
// where one writes, or on phones, where that brings the keyboard, to the newest turn.
export function hold(root: ShadowRoot): void {
  let around: Element[] = []; // what had the focus, and what it was in
  const land = () => {
    if (document.activeElement !== document.body || around[0]?.isConnected) return;
    const stop = "a, button, input, textarea";
    const near = around.find((one) => one.isConnected && one.querySelector(stop));
    const phone = matchMedia("(max-width: 640px)").matches;
    const place = near?.closest(".layer") ? near.querySelector<HTMLElement>(stop) : root.querySelector<HTMLElement>(phone ? "[data-last]" : "textarea");
    if (place?.matches("section")) place.tabIndex = -1;
    place?.focus({ preventScroll: true });
  };
  root.addEventListener("focusin", (event) => {
    const path = event.composedPath();
    around = path.slice(0, path.indexOf(root)) as Element[];
  });
  new MutationObserver(land).observe(root, { childList: true, subtree: true });
  land(); // the chip that began the talk went before this came
}
