/** Where passing words are shown: above dialogs too. */
import { useLayoutEffect, useRef } from 'react';
import { Notice } from './notice.tsx';
import { useToasts } from './toast.ts';
import styles from './toaster.module.css';

export const Toaster = () => {
  const said = useToasts();
  const place = useRef<HTMLDivElement>(null);
  const last = said.at(-1)?.id;
  useLayoutEffect(() => {
    const shown = place.current;
    if (!shown?.showPopover) return;
    if (shown.matches(':popover-open')) shown.hidePopover();
    if (last !== undefined) shown.showPopover();
  }, [last]);
  return (
    <div ref={place} popover="manual" aria-live="polite" className={styles.saying}>
      {said.map(({ id, kind, words }) => (
        <Notice key={id} kind={kind} title={words} />
      ))}
    </div>
  );
};
