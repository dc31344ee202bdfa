import { useEffect, useState } from "preact/hooks";
import { words } from "../text/words";

// slow is how long something may go on without words.
const slow = 2500;

// Late says that something still goes on, once that has taken a while.
export function Late() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), slow);
    return () => clearTimeout(timer);
  }, []);
  return late ? (
    <p class="meta" role="status">
      {words.stillLoading}
    </p>
  ) : null;
}
