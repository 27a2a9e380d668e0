import { useId } from 'react';
import type { Field } from './typed.ts';

/** A code that a browser or a phone may know: it is never kept. */
export const CodeField = ({
  label,
  name,
  wrong,
  said,
  focused = false,
}: Field & { label: string; focused?: boolean }) => {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={10}
        aria-invalid={wrong}
        aria-describedby={said}
        // biome-ignore lint/a11y/noAutofocus: it has just been asked for, and is all there is to do
        autoFocus={focused}
      />
    </>
  );
};
