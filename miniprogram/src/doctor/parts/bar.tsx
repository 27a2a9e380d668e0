/** The doctor's own tab bar: WeChat's belongs to the patients. */
import { View } from '@tarojs/components';
import { replace } from '@/services/go';
import { Icon, type IconName } from '@/ui/icon';
import { Tap } from '@/ui/tap';
import './bar.css';

const places: readonly (readonly [IconName, string, string])[] = [
  ['doctor', '工作台', '/doctor/bench/index'],
  ['pill', '处方', '/doctor/prescriptions/index'],
  ['calendar', '排班', '/doctor/schedule/index'],
  ['user', '我的', '/doctor/mine/index'],
];

export const DoctorBar = ({ here }: { readonly here: string }) => (
  <View className="doctor-bar">
    {places.map(([icon, words, to]) => (
      <Tap
        key={to}
        on={words === here}
        className={`doctor-place ${words === here ? 'on' : ''}`}
        onTap={() => words !== here && replace(to)}
      >
        <Icon name={icon} />
        <View className="tiny">{words}</View>
      </Tap>
    ))}
  </View>
);
