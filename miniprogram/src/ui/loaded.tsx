/** The four faces of what was asked for: bones while it comes, words when it failed, and what is there or could be. */
import { View } from '@tarojs/components';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { ReactNode } from 'react';
import { go } from '@/services/go';
import { explain } from '@/words/problems';
import { aria } from './aria';
import { Button } from './button';
import { Icon, type IconName } from './icon';

export interface AskedFor<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

export const Bones = ({ rows = 3 }: { readonly rows?: number }) => (
  <View className="stack" {...aria('status', { label: '正在加载' })}>
    {Array.from({ length: rows }, (_, index) => `bone-${index}`).map(key => (
      <View key={key} className="card">
        <View className="bone" style={{ width: '45%', height: '1.1em' }} />
        <View className="bone" style={{ width: '88%', height: '0.9em', marginTop: '0.7em' }} />
        <View className="bone" style={{ width: '70%', height: '0.9em', marginTop: '0.5em' }} />
      </View>
    ))}
  </View>
);

export const Empty = ({
  icon = 'record',
  title,
  children,
}: {
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}) => (
  <View className="state">
    <Icon name={icon} className="state-icon" />
    <View className="muted">{title}</View>
    {children}
  </View>
);

export const Failure = ({
  error,
  safe,
  retry,
  busy = false,
}: {
  readonly error: unknown;
  /** What is as it was, such as 您的挂号已保留. */
  readonly safe?: string | undefined;
  readonly retry: () => unknown;
  readonly busy?: boolean;
}) => {
  const signIn = error instanceof Problem && error.status === 401;
  return (
    <View className="state">
      <Icon name="failed" className="state-icon" />
      <View className="bold">{explain(error)}</View>
      {safe && <View className="muted small">{safe}</View>}
      {signIn ? (
        <Button compact onTap={() => go('/pages/sign-in/index')}>
          去登录
        </Button>
      ) : (
        <Button kind="plain" compact busy={busy} onTap={() => void retry()}>
          重试
        </Button>
      )}
    </View>
  );
};

export const Loaded = <T,>({
  of,
  children,
  bones = <Bones />,
  safe,
}: {
  readonly of: AskedFor<T>;
  readonly children: (data: T) => ReactNode;
  readonly bones?: ReactNode;
  readonly safe?: string;
}) => {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error && !of.isFetching) return <Failure error={of.error} safe={safe} retry={of.refetch} />;
  return <>{bones}</>;
};

/** What a failed command says, where it was given. */
export const Wrong = ({ problem }: { readonly problem: unknown }) =>
  problem ? (
    <View className="notice danger" {...aria('alert')}>
      {explain(problem)}
    </View>
  ) : null;
