import type { ComponentChildren } from "preact";
import { useState } from "../panel/kit";
import { Drawn } from "./icons";

// Fold is a button that shows what follows it, and hides it again.
export function Fold({ label, children }: { label: string; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="text fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {label} <Drawn name="fold" />
      </button>
      {open && children}
    </>
  );
}
