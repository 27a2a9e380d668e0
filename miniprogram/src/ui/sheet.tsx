/** A sheet from below, over the page. */
import { ScrollView, View } from '@tarojs/components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLarge } from '@/services/large';
import { aria } from './aria';
import { Icon } from './icon';
import './sheet.css';
import { Tap } from './tap';

/** In a browser: the focus goes into the sheet, stays there, and goes back where it was when the answer is called. */
const held = (close: () => void): (() => void) => {
  const before = document.activeElement as HTMLElement | null;
  const inside = () =>
    Array.from(document.querySelectorAll<HTMLElement>('.sheet [tabindex="0"], .sheet input, .sheet textarea'));
  const pressed = (event: KeyboardEvent) => {
    if (document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') return close();
    if (event.key !== 'Tab') return;
    const all = inside();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = event.shiftKey ? (at <= 0 ? all.length : at) - 1 : (at + 1) % all.length;
    event.preventDefault();
    all[next]?.focus();
  };
  document.addEventListener('keydown', pressed);
  // What is inside is not drawn yet.
  const timer = setTimeout(() => inside()[0]?.focus(), 0);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('keydown', pressed);
    before?.focus();
  };
};

export const Sheet = ({
  title,
  open,
  close,
  children,
}: {
  readonly title: string;
  readonly open: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}) => {
  const large = useLarge();
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (open && process.env.TARO_ENV === 'h5') return held(() => latest.current());
  }, [open]);
  if (!open) return null;
  return (
    <View className={`sheet ${large ? 'large' : ''}`}>
      <View className="sheet-veil" onClick={close} catchMove />
      <View className="sheet-panel" {...aria('dialog', { label: title, modal: true })}>
        <View className="row between sheet-head">
          <View className="title">{title}</View>
          <Tap className="sheet-close tap" label="关闭" onTap={close}>
            <Icon name="close" />
          </Tap>
        </View>
        <ScrollView scrollY className="sheet-scroll">
          <View className="sheet-body">{children}</View>
        </ScrollView>
      </View>
    </View>
  );
};
