import { View } from '@tarojs/components';
import type { ReactNode } from 'react';

/** Names and values, one a line; what is empty is left out. */
export const Facts = ({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) => (
  <View className="stack" style={{ gap: '8px' }}>
    {rows
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => (
        <View key={name} className="row top between small">
          <View className="muted fact-name">{name}</View>
          <View className="fact-value pre">{value}</View>
        </View>
      ))}
  </View>
);
