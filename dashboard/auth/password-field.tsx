import { useId, useState } from 'react';
import { Button } from '../parts/button.tsx';
import styles from './sign-in-form.module.css';
import type { Field } from './typed.ts';

/** A password that can be read back by who types it. `current`: the one there is, not a new one. */
export const PasswordField = ({
  label,
  name,
  current = false,
  wrong,
  said,
}: Field & { label: string; current?: boolean }) => {
  const id = useId();
  const [readable, setReadable] = useState(false);
  return (
    <>
      <div className={styles.labels}>
        <label htmlFor={id}>{label}</label>
        <Button kind="quiet" aria-pressed={readable} aria-label={`显示${label}`} onClick={() => setReadable(!readable)}>
          {readable ? '隐藏' : '显示'}
        </Button>
      </div>
      <input
        id={id}
        name={name}
        type={readable ? 'text' : 'password'}
        autoComplete={current ? 'current-password' : 'new-password'}
        aria-invalid={wrong}
        aria-describedby={said}
      />
    </>
  );
};
