/** The frame of every page: 长辈模式, the thin bar when there is no network or no live connection, and the button at the bottom. */
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useStore } from '@yunzhen/client/store';
import { useNow } from '@yunzhen/client/use-now';
import { type ReactNode, useEffect, useState } from 'react';
import { back, onTop } from '@/services/go';
import { useLarge } from '@/services/large';
import { connected, live } from '@/services/live';
import { clock } from '@/words/format';
import { aria } from './aria';
import { Icon } from './icon';
import { Tap } from './tap';

/** A connection that comes back sooner is nobody's business. */
const patienceMs = 4_000;

const LineBar = () => {
  const isOnline = useStore(connected);
  const { state, at } = useStore(live.state);
  const now = useNow(2_000);
  if (!isOnline)
    return (
      <View className="bar" {...aria('status')}>
        <Icon name="offline" />
        <View className="grow">没有网络：显示断网前的内容，您写的会保留</View>
      </View>
    );
  if ((state === 'lost' || state === 'connecting') && now - at > patienceMs)
    return (
      <View className="bar" {...aria('status')}>
        <Icon name="offline" />
        <View className="grow">实时更新已断开，显示的是 {clock(new Date(at).toISOString())} 的情况，正在重连</View>
      </View>
    );
  return null;
};

/** WeChat draws its own above the page; a browser has none, and a frame not even a way back. */
const NavBar = () => {
  const [{ title, top }] = useState(() => {
    const { page } = Taro.getCurrentInstance();
    return { title: page?.config?.navigationBarTitleText, top: onTop() };
  });
  if (top) return null;
  return (
    <View className="nav">
      <Tap className="nav-side nav-back tap" label="返回" onTap={back}>
        <Icon name="next" />
      </Tap>
      <View className="grow centre bold">{title}</View>
      <View className="nav-side" />
    </View>
  );
};

export const Screen = ({
  children,
  footer,
  className = '',
}: {
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly className?: string;
}) => {
  useEffect(() => {
    // What index.html shows until the first page is there.
    if (process.env.TARO_ENV === 'h5') document.getElementById('shell')?.remove();
  }, []);
  return (
    <View className={`screen ${useLarge() ? 'large' : ''} ${footer ? 'footed' : ''} ${className}`}>
      {process.env.TARO_ENV === 'h5' && <NavBar />}
      <LineBar />
      {children}
      {footer && <View className="footer">{footer}</View>}
    </View>
  );
};
