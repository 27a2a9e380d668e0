import styles from './parts.module.css';

/** A value that lights up for a moment when it changes in place. */
export const Changing = ({ value }: { value: string }) => (
  <span key={value} className={styles.changed}>
    {value}
  </span>
);
