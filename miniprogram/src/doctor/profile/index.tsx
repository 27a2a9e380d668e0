/** D4.5: what patients see of me: photo, specialities and introduction. Title and licence are the hospital's to change. */
import { Input, Textarea, View } from '@tarojs/components';
import { practitioner as contract } from '@yunzhen/contracts/practitioner/practitioner';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { useAsk } from '@/hooks/ask';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useHome } from '@/hooks/role';
import { useSession } from '@/services/auth';
import { back, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { PhotoField } from './photo';
import { specialitiesOf, wrongWith } from './specialities';

definePageConfig({ navigationBarTitleText: '我的资料' });

export default function Profile() {
  useHome('doctor');
  const doctorId = useSession()?.holder.id ?? '';
  const doctor = useAsk(practitionerQueries.doctor, { doctorId }, { when: doctorId !== '' });
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
  const { introduction, specialities, photo } = draft.value;
  const { change } = draft;
  const save = useCommand(contract, 'change-profile');
  const wrong = wrongWith(specialities);

  const submit = async () => {
    const input = { introduction: introduction.trim(), specialities: specialitiesOf(specialities) };
    if (!(await save.send(doctorId, photo ? { ...input, photo } : input))) return;
    draft.forget();
    toast('已保存，患者现在看到的就是新的资料');
    back();
  };

  return (
    <Screen
      footer={
        <Button
          id="save-profile"
          busy={save.busy}
          why={!doctor.data ? '资料还没有读到' : introduction.trim() ? wrong : '请写几句介绍'}
          onTap={() => void submit()}
        >
          保存资料
        </Button>
      }
    >
      <View className="body">
        <Wrong problem={save.problem} />
        <Loaded of={doctor} safe="您填写的内容已保留">
          {row => (
            <View className="card stack">
              <PhotoField photo={photo} name={row.name} change={photo => change({ photo })} />
              <Field label="擅长（用顿号或逗号隔开）" error={wrong} hint="患者按这些词找到您，例如：高血压、冠心病">
                <Input
                  id="specialities"
                  className={`field-box ${wrong ? 'wrong' : ''}`}
                  maxlength={400}
                  value={specialities}
                  onInput={e => change({ specialities: e.detail.value })}
                />
              </Field>
              <Field label="介绍" hint={`${introduction.length}/1000`}>
                <Textarea
                  id="introduction"
                  className="field-box field-area"
                  maxlength={1_000}
                  value={introduction}
                  onInput={e => change({ introduction: e.detail.value })}
                />
              </Field>
            </View>
          )}
        </Loaded>
      </View>
    </Screen>
  );
}
