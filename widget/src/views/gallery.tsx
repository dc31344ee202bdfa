import { Carousel, Picture, useState } from "../panel/kit";
import type { ImageSize } from "../wire.gen";
import { words } from "./words";

// How wide the panel is, and with it a picture of the gallery.
const wide = "(max-width: 640px) 100vw, 400px";

interface GalleryProps {
  images: readonly string[];
  sizes?: Readonly<Record<string, readonly ImageSize[]>> | undefined; // by the picture
  title: string;
}

// Gallery is a product's pictures side by side: swipe, use the arrows, or take one
// from the small ones below.
export function Gallery({ images, sizes = {}, title }: GalleryProps) {
  const [only = ""] = images;
  const [at, setAt] = useState(0);
  if (images.length < 2) {
    return (
      <div class="single">
        <Picture src={only} files={sizes[only]} wide={wide} alt={title} eager />
      </div>
    );
  }
  const scrolled = ({ target }: Event) => {
    const { scrollLeft, scrollWidth, clientWidth } = target as Element;
    setAt(Math.round((Math.abs(scrollLeft) / Math.max(1, scrollWidth - clientWidth)) * (images.length - 1)));
  };
  const show = (button: Element, i: number) => {
    setAt(i);
    button.closest(".pictures")?.querySelectorAll(".slide")[i]?.scrollIntoView({ inline: "start", block: "nearest" });
  };
  return (
    <div class="pictures" onScrollCapture={scrolled}>
      <Carousel label={words.pictures(images.length)} kind="gallery">
        {images.map((src, i) => (
          <li class="slide" key={src}>
            <Picture src={src} files={sizes[src]} wide={wide} alt={`${title}, ${words.picture(i + 1, images.length)}`} eager={i < 2} />
          </li>
        ))}
      </Carousel>
      <p class="thumbs">
        {images.map((src, i) => (
          <button type="button" class="mini" key={src} aria-label={words.picture(i + 1, images.length)} aria-current={i === at} onClick={({ currentTarget }) => show(currentTarget, i)}>
            <Picture src={src} files={sizes[src]} wide="48px" />
          </button>
        ))}
      </p>
    </div>
  );
}
