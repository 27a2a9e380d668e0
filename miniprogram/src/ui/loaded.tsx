/** The four faces of what was asked for: bones while it comes, words when it failed, and what is there or could be. */
import { View } from '@tarojs/components';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { ReactNode } from 'react';
import { back, onTop, signIn } from '@/services/go';
import { askFailedAgain } from '@/services/queries';
import { explain, explainAsked } from '@/words/problems';
import { aria } from './aria';
import { Button } from './button';
import { Icon, type IconName } from './icon';
import { Tap } from './tap';

export interface AskedFor<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
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
}: {
  readonly error: unknown;
  /** What is as it was, such as 您的挂号已保留. */
  readonly safe?: string | undefined;
}) => {
  const told = explainAsked(error);
  const kept = signedOut(error) ? safe && `${safe}，登录后继续` : told.safe && (safe ?? told.safe);
  return (
    <View className="state" {...aria('alert')}>
      <Icon name={signedOut(error) ? 'user' : 'failed'} className="state-icon" />
      <View className="bold">{told.words}</View>
      {kept && <View className="muted small">{kept}</View>}
      {signedOut(error) ? (
        <Button compact onTap={signIn}>
          去登录
        </Button>
      ) : (
        <View className="row">
          <Button kind="plain" compact onTap={askFailedAgain}>
            重试
          </Button>
          {error instanceof Problem && error.status < 500 && !onTop() && (
            <Button kind="text" compact onTap={back}>
              返回
            </Button>
          )}
        </View>
      )}
    </View>
  );
};

/** Nobody is signed in, or no longer. */
/** A password or code that was wrong is another thing: who types it is signing in. */
const signedOut = (error: unknown) => error instanceof Problem && error.code.startsWith('token-');

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
  if (of.error && (!of.isFetching || signedOut(of.error))) return <Failure error={of.error} safe={safe} />;
  return <>{bones}</>;
};

/** It was asked for in vain: what else belongs to it would only fail beside it. */
export const failed = ({ data, error }: Pick<AskedFor<unknown>, 'data' | 'error'>): boolean =>
  data === undefined && Boolean(error);

/** What a failed command says, where it was given. */
export const Wrong = ({
  problem,
  typed = true,
}: {
  readonly problem: unknown;
  /** False where nothing was filled in: then nothing is said of what was. */
  readonly typed?: boolean;
}) =>
  problem ? (
    <View className="notice danger row between" {...aria('alert')}>
      <View className="grow">{typed ? explain(problem) : explainAsked(problem).words}</View>
      {signedOut(problem) && (
        <Tap className="tap row bold" onTap={signIn}>
          去登录
        </Tap>
      )}
    </View>
  ) : null;
