/** The doctor's own tab bar, with how many wait: WeChat's belongs to the patients. */
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { channels } from '@yunzhen/contracts/channels';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { useListen } from '@/hooks/listen';
import { useQuery } from '@/hooks/query';
import { useSession } from '@/services/auth';
import { replace } from '@/services/go';
import { aria } from '@/ui/aria';
import { Icon, type IconName } from '@/ui/icon';
import { Tap } from '@/ui/tap';
import './bar.css';

const bench = '工作台';
const places: readonly (readonly [IconName, string, string])[] = [
  ['doctor', bench, '/doctor/bench/index'],
  ['pill', '处方', '/doctor/prescriptions/index'],
  ['calendar', '排班', '/doctor/schedule/index'],
  ['user', '我的', '/doctor/mine/index'],
];

export const DoctorBar = ({ here }: { readonly here: string }) => {
  const me = useSession()?.holder;
  const doctor = me?.role === 'doctor';
  const waiting = useQuery(consultationQueries.consultations, { status: 'waiting', limit: 100 }, { when: doctor });
  useListen(doctor ? [channels.personal(me.id)] : [], ({ data }) => {
    if (data.type === 'consultation.opened') void Taro.vibrateShort({ type: 'medium' }).catch(() => undefined);
  });
  const count = waiting.data?.rows.length ?? 0;
  return (
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
          {words === bench && count > 0 && (
            <View className="unread doctor-waiting number" {...aria('status', { label: `${count} 位候诊` })}>
              {count > 99 ? '99+' : count}
            </View>
          )}
        </Tap>
      ))}
    </View>
  );
};
