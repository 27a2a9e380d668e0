/** A sheet from below, over the page. */
import { ScrollView, View } from '@tarojs/components';
import { type ReactNode, useEffect } from 'react';
import { useLarge } from '@/services/large';
import { aria } from './aria';
import { Icon } from './icon';
import './sheet.css';
import { Tap } from './tap';

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
  useEffect(() => {
    if (!open || process.env.TARO_ENV !== 'h5') return;
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && close();
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [open, close]);
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
