import type { JSX } from "preact";

// The icons: 20 px, lines of 1.5 px.
const shapes = {
  back: "M12 4.5 6.5 10l5.5 5.5",
  about: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.2v4.3M10 6.4v.1",
  done: "m4.5 10.5 3.6 3.6 7.4-8.2",
  take: "M10 10.2a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2ZM4 16.5c.6-2.6 3-4 6-4s5.4 1.4 6 4",
  give: "M7.5 5 3.5 9l4 4M3.5 9h8.5a4.5 4.5 0 0 1 4.5 4.5V15",
  send: "M10 16V4.5M5 9.3l5-5 5 5",
  keys: "M3 6h14v8.5H3zM6 9h.1M9 9h.1M12 9h.1M14.5 9h.1M6.5 11.7h7",
  close: "m5.5 5.5 9 9m0-9-9 9",
  note: "M5 3.5h10v13l-3-2-2 2-2-2-3 2zM7.5 7h5M7.5 10h5",
  prepared: "M4 4.5h12v9H9.5L6 16.5v-3H4zM7 7.5h6M7 10.2h4",
  products: "M4 6.5 10 3.5l6 3v7l-6 3-6-3zM4 6.5l6 3 6-3M10 9.5v7",
  bell: "M5.5 14V9a4.5 4.5 0 0 1 9 0v5l1.5 1.5H4zM8.5 17.5h3",
  silent: "M5.5 14V9a4.5 4.5 0 0 1 9 0v5l1.5 1.5H4zM8.5 17.5h3M4 4l12 12.5",
  people: "M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16c.4-2.6 2.4-4 5-4s4.6 1.4 5 4M12.5 4.2a2.75 2.75 0 0 1 0 5.1M14.5 12.4c1.6.5 2.7 1.8 3 3.6",
  wait: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l2.7 1.7",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
