import type { Push } from '@yunzhen/client/live';
import { useEffect, useRef } from 'react';
import { useSession } from '@/services/auth';
import { live } from '@/services/live';

/** Hears these channels while the screen is there. */
export const useListen = (names: readonly string[], heard: (push: Push) => void = () => undefined): void => {
  const latest = useRef(heard);
  latest.current = heard;
  const holder = useSession()?.holder.id;
  const key = names.join(' ');
  useEffect(() => {
    if (!holder || key === '') return;
    const ends = key.split(' ').map(name => live.listen(name, push => latest.current(push)));
    return () => {
      for (const end of ends) end();
    };
  }, [key, holder]);
};
