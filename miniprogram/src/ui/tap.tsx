/** Whatever can be tapped: a button to screen readers, and to the keyboard of a browser. */
import { View } from '@tarojs/components';
import type { CSSProperties, ReactNode } from 'react';
import { aria } from './aria';

export interface TapProps {
  readonly onTap: () => void;
  readonly children?: ReactNode;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly id?: string;
  readonly role?: 'button' | 'radio' | 'switch' | 'tab';
  /** Said instead of the words inside. */
  readonly label?: string | undefined;
  /** Whether this is the chosen one, where there is something to choose. */
  readonly on?: boolean | undefined;
  readonly off?: boolean;
}

const chosen = { button: 'pressed', radio: 'checked', switch: 'checked', tab: 'selected' } as const;

const keyboard = (press: () => void) => ({
  tabIndex: 0,
  onKeyDown: (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    press();
  },
});

export const Tap = ({ onTap, className = '', style, id, role = 'button', label, on, off, children }: TapProps) => (
  <View
    {...(id && { id })}
    {...(style && { style })}
    className={className}
    hoverClass={off ? 'none' : 'tap-on'}
    {...aria(role, { label, disabled: off || undefined, [chosen[role]]: on })}
    {...(process.env.TARO_ENV === 'h5' && keyboard(onTap))}
    onClick={onTap}
  >
    {children}
  </View>
);
