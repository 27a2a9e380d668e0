import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from './aria';

/** A browser's own label; Taro's is none to it. */
const Labelled = (process.env.TARO_ENV === 'h5' ? 'label' : View) as typeof View;

/** A label, what is typed or chosen, and under it what is wrong or what helps. */
export const Field = ({
  label,
  children,
  error,
  hint,
  choice,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly error?: string | null | undefined;
  readonly hint?: string | undefined;
  /** Something is chosen and not typed: a browser's label would tap the first choice. */
  readonly choice?: boolean;
}) => {
  const inside = (
    <>
      <View className="field-label">{label}</View>
      {children}
    </>
  );
  return (
    <View className="field">
      {choice ? (
        <View className="field" {...aria('group', { label })}>
          {inside}
        </View>
      ) : (
        <Labelled className="field">{inside}</Labelled>
      )}
      {error ? (
        <View className="field-error" {...aria('alert')}>
          {error}
        </View>
      ) : hint ? (
        <View className="field-hint">{hint}</View>
      ) : null}
    </View>
  );
};
