import { signal } from "@preact/signals-core";
import type { FunctionComponent } from "preact";
import type { Host } from "../host";
import { adopt, sheetOf } from "../loader/dom";
import type { CompareBlock, FormBlock, OrderBlock } from "../wire.gen";
import type { Layer } from "./model";

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
