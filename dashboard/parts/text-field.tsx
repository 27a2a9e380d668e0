import { type KeyboardEvent, type Ref, useId } from 'react';
import styles from './text-field.module.css';

/** A text of some lines, with how much of it is used. */
export const TextField = ({
  label,
  extra,
  value,
  most,
  rows = 3,
  ref,
  onChange,
  onSend,
}: {
  label: string;
  extra: string;
  value: string;
  /** Characters. */
  most: number;
  rows?: number;
  ref?: Ref<HTMLTextAreaElement>;
  onChange: (typed: string) => void;
  /** Ctrl + Enter. */
  onSend?: () => void;
}) => {
  const id = useId();
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend?.();
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={ref}
        value={value}
        onChange={event => onChange(event.target.value)}
        onKeyDown={pressed}
        maxLength={most}
        rows={rows}
        aria-describedby={`${id}about`}
      />
      <p id={`${id}about`}>
        <span>{extra}</span>
        <span>
          {value.length} / {most}
        </span>
      </p>
    </div>
  );
};
