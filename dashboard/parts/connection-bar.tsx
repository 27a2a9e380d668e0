/** A thin bar once what is shown is not live any more, and since when. */
import { useLiveState } from '../api/live.ts';
import { time } from '../words/format.ts';
import styles from './connection-bar.module.css';
import { AlertIcon } from './icons.tsx';
import { useOnline } from './use-online.ts';

export const ConnectionBar = () => {
  const online = useOnline();
  const { state, at } = useLiveState();
  const lost = !online || state === 'lost';
  return (
    <div role="status" className={lost ? styles.lost : undefined}>
      {lost && (
        <>
          <AlertIcon />
          {online ? '实时连接中断，正在重连。' : '网络已断开。已填写的内容会保留。'}
          {at > 0 && `上次更新 ${time(at)}`}
        </>
      )}
    </div>
  );
};
