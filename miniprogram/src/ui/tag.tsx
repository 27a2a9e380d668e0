import { View } from '@tarojs/components';
import type { ReactNode } from 'react';

export type Tone = 'plain' | 'primary' | 'accent' | 'danger' | 'success';
/** A word that says a state; its colour only helps. */
export const Tag = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <View className={`tag ${tone}`}>{children}</View>
);
