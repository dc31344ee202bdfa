// One set of icons, drawn on a grid of 20 with a line of 1.5.
const shapes = {
  close: "m5 5 10 10M15 5 5 15",
  back: "M12 4.5 6.5 10l5.5 5.5",
  forward: "M8 4.5 13.5 10 8 15.5",
  down: "M10 4v11.5M5 10.5l5 5 5-5",
  send: "M10 16V4.5M5 9l5-5 5 5",
  cart: "M4 6.8h12l.9 10.2H3.1L4 6.8ZM7 9.5V6a3 3 0 0 1 6 0v3.5",
  parcel: "M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5v-7ZM3.5 6.5 10 10l6.5-3.5M10 10v7M6.8 4.8l6.5 3.5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  alert: "M10 6v5M10 13.8v.1M10 2.8l7.6 13.4H2.4L10 2.8Z",
  person: "M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM3.8 16.8a6.4 6.4 0 0 1 12.4 0",
  offline: "M3 3l14 14M6 11.5a6 6 0 0 1 2-1.3M3.2 8.3a10 10 0 0 1 3-1.9M10.5 6a10 10 0 0 1 6.3 2.3M12.5 10.4a6 6 0 0 1 1.5 1.1M10 15h.01",
  article: "M5.5 3h6l3 3v11h-9V3ZM11.5 3v3h3M8 10h4M8 13h4",
  pencil: "M4 16l.7-3.3L13.6 3.8l2.6 2.6-8.9 8.9L4 16Z",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 6v4.2l2.8 1.6",
  star: "m10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6L10 3Z",
  out: "M8 5H5v10h10v-3M11 4.5h4.5V9M15 5l-6 6",
  spark: "M10 3.5 11.6 8.4 16.5 10l-4.9 1.6L10 16.5l-1.6-4.9L3.5 10l4.9-1.6L10 3.5Z",
};

export type IconName = keyof typeof shapes;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon ${name}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
