/** A dialog of the browser's own: nothing behind it can be reached, and the focus goes back to where it came from. */
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

export const Dialog = ({
  title,
  onClose,
  place = 'centre',
  role,
  covers = false,
  children,
}: {
  title: string;
  /** Absent where it cannot be closed unanswered. */
  onClose?: () => void;
  /** `menu` to the left, `drawer` to the right, `large` as wide as there is room. */
  place?: 'centre' | 'wide' | 'large' | 'menu' | 'drawer';
  role?: 'alertdialog';
  /** Nothing of the page is seen: who stands before it may be somebody else. */
  covers?: boolean;
  children: ReactNode;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBehind = useRef(false);
  const id = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Else it is whatever stands first, which is the way out.
    shown?.querySelector<HTMLElement>('[data-first], input, textarea, select')?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      role={role}
      aria-labelledby={id}
      className={[styles.dialog, styles[place], covers ? styles.covers : ''].join(' ')}
      // Pressed and let go behind it: a selection that ends there closes nothing.
      onPointerDown={event => {
        pressedBehind.current = event.target === dialog.current;
      }}
      onClick={event => pressedBehind.current && event.target === dialog.current && onClose?.()}
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        // What lies below would close too.
        event.stopPropagation();
        event.preventDefault();
        onClose?.();
      }}
      // Escape that was typed nowhere, or the gesture of a phone; a chooser of files that was closed says the same word.
      onCancel={event => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose?.();
      }}
    >
      <div className={styles.inner}>
        <header>
          <h2 id={id}>{title}</h2>
          {onClose && (
            <Button kind="quiet" onClick={onClose}>
              关闭
            </Button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
};
