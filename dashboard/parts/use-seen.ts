import { type RefObject, useEffect, useState } from 'react';

/** Whether an element has come near to what is on screen; from then on it has. */
export const useSeen = (element: RefObject<Element | null>): boolean => {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !element.current) return;
    const watching = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: '200px' },
    );
    watching.observe(element.current);
    return () => watching.disconnect();
  }, [element, seen]);
  return seen;
};
