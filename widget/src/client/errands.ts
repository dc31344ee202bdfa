import type { CartAdd, CartCode, CartSet, GiveRating } from "../wire.gen";
import type { Ports } from "./ports";
import { Refusal } from "./session";

// How long a tap on a button is worth waiting for.
export const patience = 15_000;

type Command = CartAdd | CartSet | CartCode | GiveRating;

// Nameless is a command without its id.
export type Nameless = Command extends infer C ? (C extends Command ? Omit<C, "id"> : never) : never;

interface Errand {
  command: Command;
  resolve(): void;
  reject(why: Refusal): void;
  giveUp(): void;
}

// Errands are commands that somebody waits for. They are sent again after a
// reconnect, under the same id, so that they happen once.
export class Errands {
  private readonly open = new Map<string, Errand>();

  constructor(
    private readonly ports: Ports,
    private readonly send: (command: Command) => void,
  ) {}

  run(command: Command): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = this.ports.after(patience, () => {
        this.open.delete(command.id);
        reject(new Refusal("unavailable", "The shop does not answer. See whether it was done, and try again."));
      });
      this.open.set(command.id, { command, resolve, reject, giveUp });
      this.send(command);
    });
  }

  resend(): void {
    for (const { command } of this.open.values()) this.send(command);
  }

  done(id: string): void {
    this.take(id)?.resolve();
  }

  // refused reports whether id was an errand.
  refused(id: string, why: Refusal): boolean {
    const errand = this.open.get(id);
    if (!errand) return false;
    if (why.retryIn > 0) this.ports.after(why.retryIn, () => this.open.has(id) && this.send(errand.command));
    else this.take(id)?.reject(why);
    return true;
  }

  clear(): void {
    for (const id of [...this.open.keys()]) this.take(id)?.reject(new Refusal("unavailable", "The chat was closed."));
  }

  private take(id: string): Errand | undefined {
    const errand = this.open.get(id);
    this.open.delete(id);
    errand?.giveUp();
    return errand;
  }
}
