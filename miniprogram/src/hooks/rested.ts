import { useEffect, useState } from 'react';

/** The value once it has rested for a moment: what is searched for while somebody types. */
export const useRested = (value: string, ms = 250): string => {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
};
