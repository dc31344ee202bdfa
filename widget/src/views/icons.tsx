// The icons that only the views need, drawn as the panel's are.
const shapes = {
  mail: "M3.5 5h13v10h-13V5ZM3.5 6l6.5 5 6.5-5",
  copy: "M7 7h9.5v9.5H7V7ZM13 7V3.5H3.5V13H7",
  save: "M10 3.5v9M6 9l4 4 4-4M4 16.5h12",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.8 10.5h7.4L14.5 6",
  plus: "M10 4.5v11M4.5 10h11",
  minus: "M4.5 10h11",
  parcel: "M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5v-7ZM3.5 6.5 10 10l6.5-3.5M10 10v7",
  done: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7 10.2l2.1 2.1L13 8",
  ended: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.7 7.7l4.6 4.6M12.3 7.7l-4.6 4.6",
  late: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6.2V10l2.6 1.8",
  note: "M4.5 4.5h11v8.5l-3 3h-8v-11.5ZM15.5 13h-3v3M7.3 8h5.4M7.3 10.8h3.2",
  refund: "M4.5 8.5h8.2a3.3 3.3 0 0 1 0 6.6H8M7.4 5.3 4.2 8.5l3.2 3.2",
  fold: "m5 7.5 5 5 5-5",
  tag: "M10.4 3.5h5.1a1 1 0 0 1 1 1v5.1L9.8 16.3a1 1 0 0 1-1.4 0l-4.7-4.7a1 1 0 0 1 0-1.4l6.7-6.7ZM13.3 6.7h.01",
};

export type DrawnName = keyof typeof shapes;

export function Drawn({ name }: { name: DrawnName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
