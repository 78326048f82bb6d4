import { type RefObject, useEffect, useState } from "react";

/** So far below the window a thing is fetched before it is seen. */
const MARGIN_PX = 300;

/** Whether an element has ever been near the window: what is far below need not be fetched yet. */
export function useNear(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (element.current === null) {
      return;
    }
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          setNear(true);
          watch.disconnect();
        }
      },
      { rootMargin: `${MARGIN_PX}px` },
    );
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element]);
  return near;
}
