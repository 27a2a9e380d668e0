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
  choice = false,
  about,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly error?: string | null | undefined;
  readonly hint?: string | undefined;
  /** Something is chosen and not typed: a browser's label would tap the first choice. */
  readonly choice?: boolean;
  /** The id of what is said under it. */
  readonly about?: string;
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
        <View {...(about && { id: about })} className="field-error" {...aria('alert')}>
          {error}
        </View>
      ) : hint ? (
        <View {...(about && { id: about })} className="field-hint">
          {hint}
        </View>
      ) : null}
    </View>
  );
};
