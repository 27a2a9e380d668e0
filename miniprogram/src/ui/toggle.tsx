import { View } from '@tarojs/components';
import { Tap } from './tap';

/** On or off; `label` says what. */
export const Toggle = ({
  label,
  on,
  change,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly change: (on: boolean) => void;
}) => (
  <Tap role="switch" className={`toggle ${on ? 'on' : ''}`} label={label} on={on} onTap={() => change(!on)}>
    <View className="toggle-track">
      <View className="toggle-knob" />
    </View>
  </Tap>
);
