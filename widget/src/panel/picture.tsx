import { useState } from "preact/hooks";
import { safeLink } from "../text/link";
import type { ImageSize } from "../wire.gen";

interface PictureProps {
  src: string | undefined;
  alt?: string;
  eager?: boolean;
  whole?: (ratio: number) => void;
  files?: readonly ImageSize[] | undefined; // the same in other widths
  wide?: string; // how wide it is drawn, as the attribute sizes says it
}

// Picture is a product's picture in a box of fixed shape, cropped to a square where
// it is small. whole shows all of it, and tells its ratio once it is known. When it
// is missing or does not load, a quiet drawing of the same size stands in. The browser
// takes the file that is as wide as it needs, and src where that one fails.
export function Picture({ src, alt = "", eager = false, whole, files = [], wide }: PictureProps) {
  const href = src ? safeLink(src, document.baseURI) : "";
  const [state, setState] = useState<"loading" | "cover" | "contain" | "failed">("loading");
  const [alone, setAlone] = useState(false);
  const set = alone ? "" : files.map(candidate).filter(Boolean).join(", ");
  if (!href || state === "failed") return <Placeholder alt={alt} />;
  return (
    <span class={`picture ${state}`}>
      <img
        loading={eager ? "eager" : "lazy"}
        referrerpolicy="no-referrer"
        {...(set && { sizes: wide, srcset: set })}
        src={href}
        alt={alt}
        decoding="async"
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
          whole?.(width / height);
          setState(whole ? "contain" : shape(width / height));
        }}
        onError={() => (set ? setAlone(true) : setState("failed"))}
      />
    </span>
  );
}

// candidate is one file of an attribute srcset, where commas are not for addresses
// to end with.
function candidate({ url, width }: ImageSize): string {
  const href = safeLink(url, document.baseURI);
  return href && width > 0 && !href.endsWith(",") ? `${href} ${width}w` : "";
}

// shape crops pictures that are nearly as tall as wide, or taller, as shops
// take them of goods, and leaves banners whole.
function shape(ratio: number): "cover" | "contain" {
  return ratio >= 0.6 && ratio <= 1.15 ? "cover" : "contain";
}

function Placeholder({ alt }: { alt: string }) {
  return (
    <span class="picture none" {...(alt ? { role: "img", "aria-label": alt } : { "aria-hidden": "true" })}>
      <svg viewBox="0 0 80 80">
        <path d="M8 62 30 38l14 15 9-9 19 18M56 26a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z" />
      </svg>
    </span>
  );
}
