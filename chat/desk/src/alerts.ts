import { clean } from "../../../widget/src/text/clean";
import { unread } from "./reduce";
import type { State } from "./state";
import { who } from "./words";

// Alerts tell a person who looks elsewhere that somebody waits for them: a
// notification of the system and a short tone, once for each message.

// told is the shopper's newest message that was told of, by conversation. What
// was there when the page came is not news.
const told = new Map<string, number>();
let first = true;

// alert tells of what is new in the inbox.
export function alert(s: State): void {
  const news = (s.list ?? []).filter((c) => unread(s, c) && (told.get(c.id) ?? -1) < c.last_shopper);
  for (const c of news) told.set(c.id, c.last_shopper);
  const quiet = first || !s.alerts || document.visibilityState === "visible";
  if (s.list) first = false;
  if (quiet || news.length === 0) return;
  for (const c of news) {
    const note = new Notification(clean(who(c)), { body: clean(c.preview), tag: c.id, icon: "icon.svg" });
    note.onclick = () => {
      window.focus();
      location.hash = c.id;
      note.close();
    };
  }
  tone();
}

// allow asks for leave to notify, and says whether there is.
export async function allow(): Promise<boolean> {
  if (!("Notification" in window)) return false;
  return (await Notification.requestPermission()) === "granted";
}

// tone is a quiet one of a fifth of a second.
function tone(): void {
  const audio = new AudioContext();
  const swing = audio.createOscillator();
  const loud = audio.createGain();
  const now = audio.currentTime;
  swing.frequency.value = 660;
  loud.gain.setValueAtTime(0.08, now);
  loud.gain.exponentialRampToValueAtTime(0.001, now + 0.2);
  swing.connect(loud).connect(audio.destination);
  swing.start(now);
  swing.stop(now + 0.2);
  swing.onended = () => void audio.close();
}
