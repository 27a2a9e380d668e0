/** What changed about one's own account, above every page; its code comes when there is nothing else to do. */
import { type ComponentType, useEffect, useState } from 'react';
import { turn } from '../lib/idle.ts';

export const AccountNotices = () => {
  const [Content, setContent] = useState<ComponentType | null>(null);
  useEffect(() => {
    let over = false;
    const load = async () => {
      await turn();
      const { Notices } = await import('../pages/me/notices.tsx');
      if (!over) setContent(() => Notices);
    };
    // Without a network there is nothing to tell either.
    void load().catch(() => undefined);
    return () => {
      over = true;
    };
  }, []);
  return Content && <Content />;
};
