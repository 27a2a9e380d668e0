import styles from './loading.module.css';

/** What will be there: lines of text, a table of so many rows, or tiles. */
export type Shape = 'text' | 'table' | 'tiles';

const all = (rows: number) => Array.from({ length: rows }, (_, index) => index);

/** The shape of what will be there, never a spinner over nothing. */
export const Loading = ({ rows = 6, shape = 'text' }: { rows?: number; shape?: Shape }) => (
  <div role="status" aria-busy="true">
    <span className="visually-hidden">加载中</span>
    <div className={styles[shape]} aria-hidden="true">
      {all(rows).map(row => (
        <div key={row} className={styles.bone} />
      ))}
    </div>
  </div>
);

/** The place of one thing that is drawn later. @param busy while it is on its way */
export const Bone = ({ height, busy }: { height: number; busy: boolean }) => (
  <div className={styles.bone} style={{ height }} aria-busy={busy} />
);
