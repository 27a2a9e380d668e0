import type { ReactNode } from 'react';
import styles from './parts.module.css';

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values in pairs; what is absent is left out. */
export const Facts = ({ of }: { of: readonly Fact[] }) => (
  <dl className={styles.facts}>
    {of
      .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
