/** D4.5: what patients see of me: photo, specialities and introduction. Title and licence are the hospital's to change. */
import { View } from '@tarojs/components';
import { practitioner as contract } from '@yunzhen/contracts/practitioner/practitioner';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { useDraft } from '@/hooks/draft';
import { useCommandForm } from '@/hooks/form';
import { useQuery } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { useSession } from '@/services/auth';
import { back, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { CommandField } from '@/ui/command-field';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { PhotoField } from './photo';

const names = ['specialities', 'introduction'];
const special = { specialities: { label: '擅长（用顿号或逗号隔开）', hint: '患者按这些词找到您' } };

definePageConfig({ navigationBarTitleText: '我的资料' });

export default function Profile() {
  useHome('doctor');
  const doctorId = useSession()?.holder.id ?? '';
  const doctor = useQuery(practitionerQueries.doctor, { doctorId }, { when: doctorId !== '' });
  const draft = useDraft(
    'practitioner.change-profile',
    { practitionerId: doctorId },
    {
      introduction: doctor.data?.introduction ?? '',
      /** As they are typed, one after the other. */
      specialities: doctor.data?.specialities.join('、') ?? '',
      photo: doctor.data?.photo ?? null,
    },
  );
  const { value: typed, change } = draft;
  const { photo } = typed;
  const form = useCommandForm(contract, 'change-profile', { names, special, typed, change });

  const submit = async () => {
    if (!(await form.send(doctorId, filled => (photo ? { ...filled, photo } : filled)))) return;
    draft.forget();
    toast('已保存，患者现在看到的就是新的资料');
    back();
  };

  return (
    <Screen
      footer={
        <Button
          id="save-profile"
          busy={form.busy}
          why={doctor.data ? form.missing : '资料还没有读到'}
          onWhy={form.submit}
          onTap={() => void submit()}
        >
          保存资料
        </Button>
      }
    >
      <View className="body">
        <Wrong problem={form.problem} />
        <Loaded of={doctor} safe="您填写的内容已保留">
          {row => (
            <View className="card stack">
              <PhotoField photo={photo} name={row.name} change={photo => change({ photo })} />
              <CommandField form={form} name="specialities" />
              <CommandField form={form} name="introduction" />
            </View>
          )}
        </Loaded>
      </View>
    </Screen>
  );
}
