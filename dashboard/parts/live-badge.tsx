import { useLiveState } from '../api/live.ts';
import { time } from '../words/format.ts';
import styles from './live-badge.module.css';

/** Says in the header whether figures and lists move by themselves. */
export const LiveBadge = () => {
  const { state, at } = useLiveState();
  if (state === 'off' || state === 'connecting') return null;
  const live = state === 'live';
  return (
    <span className={live ? styles.live : styles.stale}>
      <span className={styles.dot} aria-hidden="true" />
      {live ? '实时' : `上次更新 ${time(at)}`}
    </span>
  );
};
