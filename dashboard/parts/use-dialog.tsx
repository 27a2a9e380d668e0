/** A dialog whose code comes when it is first opened: pages are there sooner, and stay when it cannot be fetched. */
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import { toast } from './toast.ts';

interface Closable {
  readonly onClose: () => void;
}

/** `open` with what the dialog is about; `shown` stands somewhere in the page. The focus goes back to what opened it. */
export const useDialog = <P extends Closable>(load: () => Promise<ComponentType<P>>) => {
  const [shown, setShown] = useState<ReactNode>(null);
  const opener = useRef<Element>(null);
  useEffect(() => {
    // Once it is gone: while it is there it keeps the focus.
    if (shown === null && opener.current instanceof HTMLElement) opener.current.focus();
  }, [shown]);
  const open = (about: Omit<P, 'onClose'>) => {
    opener.current = document.activeElement;
    const onClose = () => setShown(null);
    load().then(
      Content => setShown(<Content {...({ ...about, onClose } as P)} />),
      () => toast.error('没有打开：网络中断，或系统刚刚更新。请重试，或重新加载页面。'),
    );
  };
  return { open, shown };
};
