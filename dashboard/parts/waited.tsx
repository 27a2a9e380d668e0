import { lateFrom, type Waiting } from '@yunzhen/contracts/waiting';
import { since } from '../words/format.ts';
import { AlertIcon } from './icons.tsx';
import styles from './parts.module.css';

/** How long something waits; too long gets an icon, a word and the colour for attention. */
export const Waited = ({ from, now, of }: { from: string; now: number; of: Pick<Waiting, 'late'> }) => {
  const late = from <= lateFrom(of, now);
  return (
    <span className={late ? styles.late : styles.waited}>
      {late && <AlertIcon />}
      {late ? '超时 ' : '已等 '}
      {since(from, now)}
    </span>
  );
};
