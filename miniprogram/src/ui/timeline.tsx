import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/ui/icon';
import { When } from '@/ui/when';
import './timeline.css';

export type StepState = 'done' | 'now' | 'ahead' | 'ended' | 'skipped';
interface Step {
  readonly key: string;
  readonly name: string;
  readonly state: StepState;
  readonly words: string;
  readonly at: string | null;
}

const marks: Readonly<Record<StepState, IconName>> = {
  done: 'check',
  now: 'clock',
  ahead: 'next',
  ended: 'ban',
  skipped: 'ban',
};

/** The steps from top to bottom; `under` says what stands below one. */
export const Timeline = <S extends Step>({
  head,
  steps,
  under,
}: {
  /** What they are the steps of. */
  readonly head?: ReactNode;
  readonly steps: readonly S[];
  readonly under?: (step: S) => ReactNode;
}) => (
  <View className="card timeline">
    {head}
    {steps.map(step => {
      const { key, name, state, words, at } = step;
      return (
        <View key={key} className={`step ${state}`}>
          <View className="step-mark">
            <Icon name={marks[state]} />
          </View>
          <View className="grow stack tight step-body">
            <View className="row between">
              <View className="bold">{name}</View>
              {at && <When at={at} className="small faint" />}
            </View>
            {words && (
              <View className="small step-words lit" key={words}>
                {words}
              </View>
            )}
            {under?.(step)}
          </View>
        </View>
      );
    })}
  </View>
);
