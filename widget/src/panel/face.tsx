import { useState } from "preact/hooks";
import { initial } from "../text/clean";
import { safeLink } from "../text/link";
import { Icon } from "./icons";

// Face is the small round picture of who speaks: a person with this name, or else the
// assistant. Where there is none, or it does not load, a letter or a drawing stands in.
// It is decoration: the name stands beside it.
export function Face({ picture = "", name }: { picture?: string | undefined; name?: string | undefined }) {
  const [failed, setFailed] = useState("");
  const src = picture && safeLink(picture, document.baseURI);
  if (src && src !== failed) return <img class="avatar" src={src} alt="" width={32} height={32} referrerpolicy="no-referrer" onError={() => setFailed(src)} />;
  return (
    <span class="avatar" aria-hidden="true">
      {name === undefined ? <Icon name="spark" /> : initial(name) || <Icon name="person" />}
    </span>
  );
}
