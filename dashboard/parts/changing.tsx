import { useState } from 'react';
import styles from './parts.module.css';

/** A value that lights up for a moment when it changes in place; not when it is first shown. */
export const Changing = ({ value }: { value: string }) => {
  const [seen, setSeen] = useState({ value, times: 0 });
  if (seen.value !== value) setSeen({ value, times: seen.times + 1 });
  return (
    <span key={seen.times} className={seen.times > 0 ? styles.changed : undefined}>
      {value}
    </span>
  );
};
