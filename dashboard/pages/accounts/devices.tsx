/** Where an account is signed in. */
import { useQuery } from '@tanstack/react-query';
import type { accountSession } from '@yunzhen/contracts/account/endpoints';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { Answer } from '../../parts/answer.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Moment } from '../../parts/moment.tsx';
import { deviceWords } from '../../words/device.ts';
import styles from './accounts.module.css';

/** Milliseconds: sign-ins are in no view, and nothing tells of a new one. */
const againMs = 30_000;

type Device = z.output<typeof accountSession> & { readonly current?: boolean };
/** @param of whose, `me` for one's own */
export const devicesKey = (of: string) => ['devices', of];

export const Devices = ({
  of,
  ask,
  children,
}: {
  /** Whose, `me` for one's own. */
  of: string;
  ask: () => Promise<readonly Device[]>;
  /** What can be done with one of them. */
  children?: (device: Device) => ReactNode;
}) => {
  const asked = useQuery({
    queryKey: devicesKey(of),
    queryFn: ask,
    refetchInterval: againMs,
  });
  return (
    <Answer to={asked} rows={3}>
      {devices =>
        devices.length === 0 ? (
          <EmptyState title="现在没有登录" />
        ) : (
          <ul className={styles.rows}>
            {devices.map(device => (
              <li key={device.sessionId}>
                <span>
                  {deviceWords(device.device)}
                  {device.current && <small>这台设备</small>}
                </span>
                <small>
                  <Moment at={device.startedAt} /> 登录，最近 <Moment at={device.seenAt} />
                </small>
                {children?.(device)}
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
};
