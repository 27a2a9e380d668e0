import { Skeleton } from 'antd';
import styles from './parts.module.css';

/** What will be there: lines of text, a table of so many rows, or tiles. */
export type Shape = 'text' | 'table' | 'tiles';

/** The shape of what will be there, never a spinner over nothing. */
export const Loading = ({ rows = 6, shape = 'text' }: { rows?: number; shape?: Shape }) => (
  <div role="status">
    <span className="visually-hidden">加载中</span>
    {shape === 'tiles' ? (
      <div className={styles.bones}>
        {Array.from({ length: rows }, (_, index) => index).map(index => (
          <div key={index} className={styles.card}>
            <Skeleton active title={{ width: '40%' }} paragraph={{ rows: 2, width: ['60%', '80%'] }} />
          </div>
        ))}
      </div>
    ) : (
      <div className={shape === 'table' ? styles.sheet : undefined}>
        <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
      </div>
    )}
  </div>
);
