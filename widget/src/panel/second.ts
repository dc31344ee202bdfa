import { signal } from "@preact/signals-core";
import type { FunctionComponent } from "preact";
import type { Host } from "../host";
import { adopt, sheetOf } from "../loader/dom";
import type { CompareBlock, FormBlock, OrderBlock, RatingBlock } from "../wire.gen";
import type { Entry, Pending } from "../state/state";
import type { Layer } from "./model";

// Rare are the blocks that few conversations have.
export type Rare = CompareBlock | FormBlock | OrderBlock | RatingBlock;

// Second is the bundle with what lies over the conversation and with the rare
// blocks. It is fetched when something of it is needed, or about to be.
export interface Second {
  readonly sheets: readonly string[];
  // hold keeps the focus in the panel when what had it goes.
  readonly hold: (root: ShadowRoot) => void;
  readonly LayerOf: FunctionComponent<{ layer: Layer }>;
  readonly BlockOf: FunctionComponent<{ block: Rare; seq: number }>;
  // Gate asks for the consent that the shop wants first.
  readonly Gate: FunctionComponent;
  // Menu is what the button in the header offers; close shuts it.
  readonly Menu: FunctionComponent<{ close: () => void }>;
  // Tools are what can be done with a turn of these entries.
  readonly Tools: FunctionComponent<{ entries: readonly Entry[]; last: boolean }>;
  // Ways are what can be done with a message that was refused.
  readonly Ways: FunctionComponent<{ message: Pending }>;
  // Typing says under the newest turn that a person writes, and tells them that the
  // shopper does.
  readonly Typing: FunctionComponent;
}

// Views fetches it once. What fails can be tried again.
export class Views {
  readonly now = signal<Second | "failed" | null>(null);
  private loading: Promise<void> | null = null;

  constructor(private readonly host: Host) {}

  load(): void {
    const now = this.now.peek();
    if (!now || now === "failed") this.loading ??= this.fetch();
  }

  private fetch(): Promise<void> {
    this.now.value = null;
    const { mount, views, root } = this.host;
    const url = mount + views;
    return (import(url) as Promise<Second>)
      .then(
        (second) => {
          adopt(root, ...second.sheets.map(sheetOf));
          second.hold(root);
          this.now.value = second;
        },
        () => void (this.now.value = "failed"),
      )
      .finally(() => (this.loading = null));
  }
}
