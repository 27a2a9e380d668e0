/** Who is writing at this moment: said by the phones to each other, kept nowhere. */
import { channels } from '@yunzhen/contracts/channels';
import { useEffect, useRef, useState } from 'react';
import { useListen } from '@/hooks/listen';
import { live } from '@/services/live';

const everyMs = 2_000;
const shownMs = 4_000;

export const useTyping = (conversationId: string, me: 'patient' | 'doctor') => {
  const [since, setSince] = useState<number | null>(null);
  const said = useRef(0);
  const channel = channels.typing(conversationId);
  useListen([channel], ({ data }) => {
    if (data.from !== me && (data.from === 'patient' || data.from === 'doctor')) setSince(Date.now());
  });
  useEffect(() => {
    if (since === null) return;
    const timer = setTimeout(() => setSince(null), shownMs);
    return () => clearTimeout(timer);
  }, [since]);
  return {
    other: since !== null,
    stopped: () => setSince(null),
    tell: () => {
      if (Date.now() - said.current < everyMs) return;
      said.current = Date.now();
      live.say(channel, { from: me });
    },
  };
};
