import { useEffect, useState } from 'react';

/** The screen the wall is drawn for, in pixels. */
const drawnFor = { width: 1_440, height: 810 };
const zoomNow = () => Math.max(1, Math.min(innerWidth / drawnFor.width, innerHeight / drawnFor.height));

/** How much larger this screen is. */
export const useZoom = (): number => {
  const [zoom, setZoom] = useState(zoomNow);
  useEffect(() => {
    const resized = () => setZoom(zoomNow());
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, []);
  return zoom;
};
