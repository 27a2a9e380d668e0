/** What a thing is and how it stands, for screen readers: WeChat reads `aria-role`, a browser `role`. */
type Role = 'alert' | 'button' | 'dialog' | 'group' | 'radio' | 'radiogroup' | 'status' | 'switch' | 'tab' | 'tablist';

interface States {
  readonly label?: string | undefined;
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly pressed?: boolean | undefined;
  readonly selected?: boolean | undefined;
  readonly modal?: boolean | undefined;
}

/** Attributes; what is undefined is left out, because Taro would write it down as a word. */
export const aria = (role: Role, states: States = {}): Record<string, string> => ({
  [process.env.TARO_ENV === 'h5' ? 'role' : 'aria-role']: role,
  ...Object.fromEntries(
    Object.entries(states)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`aria-${name}`, String(value)]),
  ),
});
