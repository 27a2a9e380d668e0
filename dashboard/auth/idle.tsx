/** Ends the session of who has left, a minute after asking. */

import { useNow } from '@yunzhen/client/use-now';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../parts/button.tsx';
import styles from '../parts/dialog.module.css';
import { Dialog } from '../parts/dialog.tsx';
import { idleMinutes, secondsLeft, touch, watched } from './activity.ts';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
/** Milliseconds: pointers move all the time. */
const oftenEnough = 1_000;

export const Idle = ({ onOver, onLeave }: { onOver: () => void; onLeave: () => void }) => {
  const now = useNow(1_000);
  const [stayed, setStayed] = useState(0);
  const left = watched() ? null : secondsLeft(Math.max(now, stayed));
  const asking = left !== null;
  const over = left === 0;
  useEffect(() => {
    // Once asked, somebody has to answer: a sleeve on the mouse does not.
    if (asking) return;
    touch();
    let at = Date.now();
    const seen = () => {
      if (Date.now() - at < oftenEnough) return;
      at = Date.now();
      touch();
    };
    for (const sign of signs) window.addEventListener(sign, seen, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, seen);
    };
  }, [asking]);
  const stay = () => {
    touch();
    setStayed(Date.now());
  };
  const end = useEffectEvent(onOver);
  useEffect(() => {
    if (over) end();
  }, [over]);
  if (!asking) return null;
  return (
    <Dialog title="还在吗？">
      <p role="timer">
        {idleMinutes - 1} 分钟没有操作，{left ?? 0} 秒后自动退出登录。已填写的内容会保留。
      </p>
      <div className={styles.actions}>
        <Button onClick={onLeave}>退出</Button>
        <Button kind="primary" data-first onClick={stay}>
          继续使用
        </Button>
      </div>
    </Dialog>
  );
};
