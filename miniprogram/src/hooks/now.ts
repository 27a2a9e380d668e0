import { useEffect, useState } from 'react';

/** The time, anew every `ms`. */
export const useNow = (ms = 1_000): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
};
