import type { IconName } from "../panel/icons";
import { Icon, Late } from "../panel/kit";
import { Drawn, type DrawnName } from "./icons";

interface NothingProps {
  text: string;
  action: string;
  act: () => void;
  icon?: IconName;
  drawn?: DrawnName;
  small?: boolean; // stands among other things
}

// Nothing says why there is nothing to see, and what to do about it.
export function Nothing({ text, action, act, icon, drawn, small = false }: NothingProps) {
  return (
    <div class={small ? "empty" : "body empty"}>
      {icon && <Icon name={icon} />}
      {drawn && <Drawn name={drawn} />}
      <p>{text}</p>
      <button type="button" class="soft" onClick={act}>
        {action}
      </button>
    </div>
  );
}

// Bones are rows that are on their way, in their final size.
export function Bones({ rows }: { rows: number }) {
  return (
    <div class="bones" aria-busy="true">
      {Array.from({ length: rows }, (_, i) => (
        <div class="bone-row" key={i}>
          <span class="bone mini" />
          <span class="grow">
            <span class="bone wide" />
            <span class="bone" />
          </span>
        </div>
      ))}
      <Late />
    </div>
  );
}
