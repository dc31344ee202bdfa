import { post, tell } from "./api";
import type { Attended, Doing } from "./wire";

// How often it is said again that somebody looks, and that they write. The server
// believes the one for 25 seconds and the other for 6.
const looksEvery = 10_000;
const writesEvery = 3_000;

// Attendance tells the server what the person does in the conversation that is
// open, so that colleagues see it. What is lost is said again.
export class Attendance {
  private at = ""; // the conversation that it was told of
  private does: Doing = "away";
  private told = 0; // when

  constructor(
    private readonly heard: (answer: Attended) => void,
    private readonly now: () => number = Date.now,
  ) {}

  // look says that a conversation is being looked at; "" is none. Whoever writes
  // looks as well.
  look(id: string): void {
    if (id !== this.at) this.leave();
    else if (this.now() - this.told < looksEvery - 1000) return;
    if (id) this.say(id, "looks");
  }

  // write says that the person writes, or has stopped to.
  write(id: string, does: "writes" | "notes" | "looks"): void {
    if (!id || (id === this.at && does === this.does && this.now() - this.told < writesEvery)) return;
    this.say(id, does);
  }

  // leave says that nothing is looked at any more.
  leave(): void {
    if (this.at) tell(`api/conversations/${encodeURIComponent(this.at)}/presence`, { does: "away" });
    this.at = "";
    this.does = "away";
  }

  private say(id: string, does: Doing): void {
    this.at = id;
    this.does = does;
    this.told = this.now();
    post<Attended>(`api/conversations/${encodeURIComponent(id)}/presence`, { does }).then(this.heard, () => undefined);
  }
}
