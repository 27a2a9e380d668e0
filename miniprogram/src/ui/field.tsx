import { View } from '@tarojs/components';
import type { ReactNode } from 'react';

/** A label, what is typed, and under it what is wrong or what helps. */
export const Field = ({
  label,
  children,
  error,
  hint,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly error?: string | null | undefined;
  readonly hint?: string | undefined;
}) => (
  <View className="field">
    <View className="field-label">{label}</View>
    {children}
    {error ? <View className="field-error">{error}</View> : hint ? <View className="field-hint">{hint}</View> : null}
  </View>
);
