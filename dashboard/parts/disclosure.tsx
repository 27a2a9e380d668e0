/** A button with a panel below it, next in the order of Tab; Escape or a click elsewhere closes it. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './button.tsx';
import styles from './disclosure.module.css';

export const Disclosure = ({
  word,
  label,
  quiet = false,
  children,
}: {
  word: string;
  /** What the button and its panel are called, where the word on it does not say. */
  label?: string;
  quiet?: boolean;
  /** @param close for what ends with a press */
  children: (close: () => void) => ReactNode;
}) => {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard for everything within
    <div
      ref={whole}
      className={styles.whole}
      onKeyDown={event => {
        if (open && event.key === 'Escape') close();
      }}
    >
      <Button
        ref={button}
        kind={quiet ? 'quiet' : 'usual'}
        small={quiet}
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {word}
      </Button>
      {open && (
        <section id={id} aria-label={label ?? word} className={styles.panel}>
          {children(close)}
        </section>
      )}
    </div>
  );
};
