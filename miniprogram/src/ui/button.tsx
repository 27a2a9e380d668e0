import { Button as TaroButton, View } from '@tarojs/components';
import type { ReactNode } from 'react';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onTap: () => void;
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger' | 'text';
  readonly compact?: boolean;
  readonly busy?: boolean;
  /** Why it cannot be tapped now; said under it, and again when it is tapped all the same. */
  readonly why?: string | false | null | undefined;
  readonly id?: string;
}

/** Its words are a verb. While it works it says so and takes no second tap. */
export const Button = ({ children, onTap, kind = 'primary', compact, busy, why, id }: ButtonProps) => (
  <View>
    <TaroButton
      {...(id && { id })}
      className={`button ${kind} ${compact ? 'compact' : ''} ${why ? 'off' : ''}`}
      hoverClass="tap-on"
      aria-disabled={why || busy ? 'true' : 'false'}
      onClick={() => {
        if (!busy && !why) onTap();
      }}
    >
      {busy ? '请稍候…' : children}
    </TaroButton>
    {why && <View className="button-why">{why}</View>}
  </View>
);
