import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Tap } from './tap';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onTap: () => void;
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger' | 'text';
  readonly compact?: boolean;
  readonly busy?: boolean;
  /** Why it cannot be tapped now; said under it. */
  readonly why?: string | false | null | undefined;
  /** Shows what is wrong to whoever taps it all the same. */
  readonly onWhy?: () => void;
  readonly id?: string;
}

/** Its words are a verb. While it works it says so and takes no second tap. */
export const Button = ({ children, onTap, kind = 'primary', compact, busy, why, onWhy, id }: ButtonProps) => (
  <View>
    <Tap
      {...(id && { id })}
      className={`button ${kind} ${compact ? 'compact' : ''} ${why ? 'off' : ''}`}
      off={Boolean(why || busy)}
      onTap={() => {
        if (busy) return;
        if (why) onWhy?.();
        else onTap();
      }}
    >
      {busy ? '请稍候…' : children}
    </Tap>
    {why && <View className="button-why">{why}</View>}
  </View>
);
