import { type ReactNode, useId } from 'react';
import styles from './parts.module.css';

/** A titled part of a page. */
export const Card = ({ title, extra, children }: { title: ReactNode; extra?: ReactNode; children: ReactNode }) => {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
};
