import { type FormEvent, useId, useState } from 'react';
import styles from '../parts.module.css';

/** A condition that is typed. It holds once it is sent or left: each letter alone would be a question. */
export const Typed = ({
  label,
  value,
  onTyped,
}: {
  label: string;
  value: string;
  onTyped: (value: string | undefined) => void;
}) => {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const tell = () => typed.trim() !== value && onTyped(typed.trim() || undefined);
  const sent = (event: FormEvent) => {
    event.preventDefault();
    tell();
  };
  return (
    <form className={styles.field} onSubmit={sent}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onBlur={tell}
        maxLength={120}
        autoComplete="off"
      />
    </form>
  );
};
