import type { ReactNode } from 'react';
import styles from './parts.module.css';

/** Says what will be here, and offers the next step. */
export const EmptyState = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className={styles.nothing}>
    <strong>{title}</strong>
    {children && <div>{children}</div>}
  </div>
);
