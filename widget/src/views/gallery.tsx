import { Carousel, Picture } from "../panel/kit";
import { words } from "./words";

// Gallery is a product's pictures side by side: swipe, or use the arrows.
export function Gallery({ images, title }: { images: readonly string[]; title: string }) {
  const [only = ""] = images;
  if (images.length < 2) {
    return (
      <div class="single">
        <Picture src={only} alt={title} eager />
      </div>
    );
  }
  return (
    <Carousel label={words.pictures(images.length)} kind="gallery">
      {images.map((src, i) => (
        <li class="slide" key={src}>
          <Picture src={src} alt={`${title}, ${words.picture(i + 1, images.length)}`} eager={i < 2} />
        </li>
      ))}
    </Carousel>
  );
}
