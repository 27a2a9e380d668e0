/** What a drawer shows of one thing: its facts, and below them what belongs to it. */
import type { ReactNode } from 'react';
import { Answer, type Asked } from './answer.tsx';
import { Card } from './card.tsx';
import { type Fact, Facts } from './facts.tsx';
import { Moment } from './moment.tsx';
import styles from './parts.module.css';

export const Detail = <T,>({
  to,
  rows = 8,
  facts,
  children,
}: {
  to: Asked<T>;
  /** Lines of the skeleton. */
  rows?: number;
  facts: (row: T) => readonly Fact[];
  children?: (row: T) => ReactNode;
}) => (
  <Answer to={to} rows={rows}>
    {row => (
      <div className={styles.drawer}>
        <Facts of={facts(row)} />
        {children?.(row)}
      </div>
    )}
  </Answer>
);

/** Something that was said or done about it, with the moment. */
export const Dated = ({ title, at, children }: { title: ReactNode; at: string; children: ReactNode }) => (
  <Card
    title={title}
    extra={
      <small>
        <Moment at={at} />
      </small>
    }
  >
    {children}
  </Card>
);
