/** A button for what is not undone: asks with the consequence; the focus is on the way back, so that no second Enter says yes. */
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { Dialog } from './dialog.tsx';

export const Confirm = ({
  word,
  question,
  onYes,
  why = '',
  may = () => true,
  busy = false,
  small = false,
  kind = 'danger',
}: {
  /** The verb. */
  word: string;
  question: ReactNode;
  onYes: () => void;
  /** Why it cannot be pressed. */
  why?: string;
  /** Whether it is asked at all, once it was pressed. */
  may?: () => boolean;
  busy?: boolean;
  /** In a row of a table. */
  small?: boolean;
  kind?: 'danger' | 'primary';
}) => {
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Button
        kind={kind}
        small={small}
        why={why}
        busy={busy}
        aria-haspopup="dialog"
        onClick={() => may() && setAsking(true)}
      >
        {word}
      </Button>
      {asking && (
        <Dialog title={word} role="alertdialog" onClose={close}>
          <p>{question}</p>
          <div className={styles.actions}>
            <Button data-first onClick={close}>
              返回
            </Button>
            <Button
              kind={kind}
              onClick={() => {
                close();
                onYes();
              }}
            >
              {word}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
};
