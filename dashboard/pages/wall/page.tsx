/** 大屏: the overview for the wall, dark and live, scaled to the screen. */

import { useNow } from '@yunzhen/client/use-now';
import { useLayoutEffect } from 'react';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { ConnectionBar } from '../../parts/connection-bar.tsx';
import { LiveBadge } from '../../parts/live-badge.tsx';
import { forceDark } from '../../theme/appearance.ts';
import { dayOf, shortDay, time } from '../../words/format.ts';
import { Funnel } from '../overview/funnel.tsx';
import { Now } from '../overview/now.tsx';
import { Today } from '../overview/today.tsx';
import { Trend } from '../overview/trend.tsx';
import { Waits } from '../overview/waits.tsx';
import { useZoom } from './use-zoom.ts';
import styles from './wall.module.css';

const all = {};

export const Component = () => {
  const now = new Date(useNow(1_000));
  const zoom = useZoom();
  useLayoutEffect(forceDark, []);
  return (
    <div className={styles.wall} style={{ zoom }}>
      <title>大屏 · 云诊管理台</title>
      <header>
        <h1>云诊互联网医院</h1>
        <LiveBadge />
        <span className={styles.space} />
        <time dateTime={now.toISOString()}>
          {shortDay(dayOf(now))} {time(now)}
        </time>
        <Button onClick={() => void document.documentElement.requestFullscreen()}>全屏</Button>
        <ButtonLink to="/overview">返回</ButtonLink>
      </header>
      <ConnectionBar />
      <main>
        <Now plain />
        <Today plain />
        <div className={styles.three}>
          <Funnel />
          <Trend params={all} height={340} />
          <Waits params={all} />
        </div>
      </main>
    </div>
  );
};
