/** A sheet from below, over the page. */
import { Popup } from '@nutui/nutui-react-taro';
import { ScrollView, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useLarge } from '@/services/large';

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
}) => (
  <Popup visible={open} position="bottom" round closeable title={title} onClose={close} lockScroll>
    <ScrollView scrollY className={`sheet ${useLarge() ? 'large' : ''}`}>
      <View className="sheet-body">{children}</View>
    </ScrollView>
  </Popup>
);
