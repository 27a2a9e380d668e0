/** One of a few views of the same thing: arrows move between them, as between radio buttons. */
import { type ComponentProps, useId } from 'react';
import styles from './segments.module.css';

export const Segments = <T extends string>({
  label,
  value,
  options,
  onChange,
  block = false,
  ...described
}: Pick<ComponentProps<'div'>, 'id' | 'aria-describedby' | 'aria-invalid' | 'aria-required'> & {
  /** What they are views of, for who does not see them. */
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly label: string }[];
  onChange: (value: T) => void;
  /** As wide as there is room. */
  block?: boolean;
}) => {
  const name = useId();
  return (
    <div
      {...described}
      role="radiogroup"
      aria-label={label}
      className={`${styles.segments} ${block ? styles.block : ''}`}
    >
      {options.map(option => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  );
};
