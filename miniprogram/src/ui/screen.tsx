/** The frame of every page: 长辈模式, the thin bar when there is no network or no live connection, and the button at the bottom. */
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useNow } from '@/hooks/now';
import { useLarge } from '@/services/large';
import { connected, liveness } from '@/services/live';
import { useStore } from '@/services/store';
import { clock } from '@/words/format';
import { Icon } from './icon';

/** A connection that comes back sooner is nobody's business. */
const patienceMs = 4_000;

const LineBar = () => {
  const isOnline = useStore(connected);
  const { since } = useStore(liveness);
  const now = useNow(2_000);
  if (!isOnline)
    return (
      <View className="bar">
        <Icon name="offline" />
        没有网络。您填写的内容会保留在手机上
      </View>
    );
  if (since !== null && now - since > patienceMs)
    return (
      <View className="bar">
        <Icon name="offline" />
        实时更新已断开，显示的是 {clock(new Date(since).toISOString())} 的情况，正在重连
      </View>
    );
  return null;
};

export const Screen = ({
  children,
  footer,
  className = '',
}: {
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly className?: string;
}) => (
  <View className={`screen ${useLarge() ? 'large' : ''} ${footer ? 'footed' : ''} ${className}`}>
    <LineBar />
    {children}
    {footer && <View className="footer">{footer}</View>}
  </View>
);
