import { useEffect, useState } from 'react';

/** The screen the wall is drawn for, in pixels. */
const drawnFor = { width: 1_440, height: 810 };
/** Smaller than this it cannot be read: such a screen is scrolled instead. */
const smallest = 0.85;
const zoomNow = () => {
  const fit = Math.min(innerWidth / drawnFor.width, innerHeight / drawnFor.height);
  return fit < smallest ? 1 : fit;
};

/** How much larger this screen is, or a little smaller. */
export const useZoom = (): number => {
  const [zoom, setZoom] = useState(zoomNow);
  useEffect(() => {
    const resized = () => setZoom(zoomNow());
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, []);
  return zoom;
};
