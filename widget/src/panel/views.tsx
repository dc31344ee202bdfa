import { useEffect } from "preact/hooks";
import { words } from "../text/words";
import { Late } from "./late";
import { LayerView } from "./layer";
import { useModel, type Layer } from "./model";
import { Prose } from "./prose";
import type { Rare, Second } from "./second";
import { useValue } from "./value";

// useSecond is the second bundle, which is fetched where it is wanted.
export function useSecond(): Second | "failed" | null {
  const { views } = useModel();
  useEffect(() => views.load(), []);
  return useValue(views.now);
}

// Over is a layer over the conversation.
export function Over({ layer }: { layer: Layer }) {
  const second = useSecond();
  if (second && second !== "failed") return <second.LayerOf layer={layer} />;
  return (
    <LayerView label="" cart={layer.kind !== "cart"}>
      {second ? <Failed /> : <Waiting />}
    </LayerView>
  );
}

// Gate is what the shopper has to agree to first.
export function Gate() {
  const second = useSecond();
  if (second && second !== "failed") return <second.Gate />;
  return second ? <Failed /> : <Waiting />;
}

// RareBlock is a block of the second bundle. Until that is there, a skeleton
// keeps its place; if it does not come, the block's own words do.
export function RareBlock({ block, seq }: { block: Rare; seq: number }) {
  const second = useSecond();
  if (second && second !== "failed") return <second.BlockOf block={block} seq={seq} />;
  if (!second) {
    return (
      <div class="bare" aria-busy="true" style={{ height: `${height(block)}px` }}>
        <Waiting />
      </div>
    );
  }
  return (
    <div>
      <Prose text={block.text} />
      <Failed />
    </div>
  );
}

// height is about as much as the block will take, so that little moves.
function height(block: Rare): number {
  switch (block.type) {
    case "compare":
      return 320 + block.rows.length * 44;
    case "form":
      return block.fields.reduce((sum, field) => sum + 86 + 52 * (field.options?.length ?? 0), 126);
    case "rating":
      return 92;
    case "order":
      return block.brief ? 80 : 300 + block.order.lines.length * 68 + (block.order.parcels?.length ?? 0) * 92;
  }
}

export function Failed() {
  const { views } = useModel();
  return (
    <div class="body empty">
      <p>{words.partFailed}</p>
      <button type="button" class="soft" onClick={() => views.load()}>
        {words.retry}
      </button>
    </div>
  );
}

// Waiting is quiet bones, and after a while it says so.
export function Waiting() {
  return (
    <div class="body" aria-busy="true">
      <span class="bone wide" />
      <span class="bone" />
      <Late />
    </div>
  );
}
