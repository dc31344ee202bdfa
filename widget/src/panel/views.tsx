import { signal } from "@preact/signals-core";
import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Host } from "../host";
import { adopt, sheetOf } from "../loader/dom";
import { words } from "../text/words";
import type { CompareBlock, FormBlock, OrderBlock } from "../wire.gen";
import { LayerView } from "./layer";
import { useModel, type Layer } from "./model";
import { Prose } from "./prose";
import { useValue } from "./value";

// Rare are the blocks that few conversations have.
export type Rare = CompareBlock | FormBlock | OrderBlock;

// Second is the bundle with what lies over the conversation and with the rare
// blocks. It is fetched when something of it is needed, or about to be.
export interface Second {
  readonly sheets: readonly string[];
  readonly LayerOf: FunctionComponent<{ layer: Layer }>;
  readonly BlockOf: FunctionComponent<{ block: Rare; seq: number }>;
}

// Views fetches it once. What fails can be tried again.
export class Views {
  readonly now = signal<Second | "failed" | null>(null);
  private loading = false;

  constructor(private readonly host: Host) {}

  load(): void {
    const now = this.now.peek();
    if (this.loading || (now && now !== "failed")) return;
    this.loading = true;
    this.now.value = null;
    const { mount, views, root } = this.host;
    const url = mount + views;
    (import(url) as Promise<Second>)
      .then(
        (second) => {
          adopt(root, ...second.sheets.map(sheetOf));
          this.now.value = second;
        },
        () => (this.now.value = "failed"),
      )
      .finally(() => (this.loading = false));
  }
}

function useSecond(): Second | "failed" | null {
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
      return 290 + block.rows.length * 44;
    case "form":
      return block.fields.reduce((sum, field) => sum + 86 + 52 * (field.options?.length ?? 0), 126);
    case "order":
      return block.brief ? 80 : 300 + block.order.lines.length * 68 + (block.order.parcels?.length ?? 0) * 92;
  }
}

function Failed() {
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

// slow is how long something may go on without words.
const slow = 2500;

// Waiting is quiet bones, and after a while it says so.
export function Waiting() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), slow);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="body" aria-busy="true">
      <span class="bone wide" />
      <span class="bone" />
      {late && (
        <p class="meta" role="status">
          {words.stillLoading}
        </p>
      )}
    </div>
  );
}
