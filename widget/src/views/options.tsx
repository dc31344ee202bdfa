import { clean, Swatch } from "../panel/kit";
import type { Details } from "../wire.gen";
import { standing, type Chosen } from "./choose";
import { SizeHelp } from "./sizes";
import { words } from "./words";

// Options are the axes of a product as groups of chips. What cannot be had is
// struck through, can still be reached, and says why.
export function Options({ product, chosen, missing, choose }: { product: Details; chosen: Chosen; missing: string; choose: (option: string, value: string) => void }) {
  return (
    <>
      {product.options?.map((option) => (
        <fieldset key={option.name} class="option" data-option={option.name}>
          <legend>
            {capital(option.name)}
            {chosen[option.name] ? <span class="quiet"> {clean(chosen[option.name] ?? "")}</span> : missing === option.name && <span class="bad"> {words.choose(option.name)}</span>}
          </legend>
          <div class="values">
            {option.values.map(({ value, swatch }) => (
              <Value key={value} name={option.name} value={value} swatch={swatch} state={standing(product, chosen, option.name, value)} on={chosen[option.name] === value} choose={choose} />
            ))}
          </div>
        </fieldset>
      ))}
      {product.size_chart && <SizeHelp chart={product.size_chart} size={chosen["size"]} />}
    </>
  );
}

interface ValueProps {
  name: string;
  value: string;
  swatch: string | undefined;
  state: ReturnType<typeof standing>;
  on: boolean;
  choose: (option: string, value: string) => void;
}

function Value({ name, value, swatch, state, on, choose }: ValueProps) {
  const why = state === "sold_out" ? words.isSoldOut : state === "not_made" ? words.notMade : "";
  return (
    <label class={`value ${state}`}>
      <input type="radio" name={`aisle-${name}`} value={value} checked={on} onChange={() => choose(name, value)} />
      {swatch && <Swatch color={swatch} />}
      <span>{clean(value)}</span>
      {why && <span class="sr">, {why}</span>}
    </label>
  );
}

export function capital(text: string): string {
  const clear = clean(text);
  return clear.charAt(0).toUpperCase() + clear.slice(1);
}
