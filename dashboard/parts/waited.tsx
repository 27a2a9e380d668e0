import { since } from '../words/format.ts';
import { AlertIcon } from './icons.tsx';
import styles from './parts.module.css';

/** How long something waits; too long gets an icon, a word and the colour for attention. */
export const Waited = ({ from, now, lateAfter }: { from: string; now: number; lateAfter: number }) => {
  const late = now - Date.parse(from) > lateAfter * 60_000;
  return (
    <span className={late ? styles.late : styles.waited}>
      {late && <AlertIcon />}
      {late ? '超时 ' : '已等 '}
      {since(from, now)}
    </span>
  );
};
