import { useEffect, useState } from 'react';

/** The clock of this machine in epoch milliseconds, moved on every `ms`. */
export const useNow = (ms: number): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
};
