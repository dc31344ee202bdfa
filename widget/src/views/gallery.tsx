import { Carousel, Picture } from "../panel/kit";
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
  if (images.length < 2) {
    return (
      <div class="single">
        <Picture src={only} files={sizes[only]} wide={wide} alt={title} eager />
      </div>
    );
  }
  const show = (button: Element, i: number) => {
    button.closest(".pictures")?.querySelectorAll(".slide")[i]?.scrollIntoView({ inline: "start", block: "nearest" });
  };
  return (
    <div class="pictures">
      <Carousel label={words.pictures(images.length)} kind="gallery">
        {images.map((src, i) => (
          <li class="slide" key={src}>
            <Picture src={src} files={sizes[src]} wide={wide} alt={`${title}, ${words.picture(i + 1, images.length)}`} eager={i < 2} />
          </li>
        ))}
      </Carousel>
      <p class="thumbs">
        {images.map((src, i) => (
          <button type="button" class="mini" key={src} aria-label={words.picture(i + 1, images.length)} onClick={({ currentTarget }) => show(currentTarget, i)}>
            <Picture src={src} files={sizes[src]} wide="48px" />
          </button>
        ))}
      </p>
    </div>
  );
}
