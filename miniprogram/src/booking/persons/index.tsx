/** P3: the persons an account books for. */

import { View } from '@tarojs/components';
import { patient } from '@yunzhen/contracts/patient/patient';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '@/hooks/command';
import { useQuery } from '@/hooks/query';
import { useSession } from '@/services/auth';
import { confirm, go, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Empty, Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { SignedIn } from '@/ui/signed-in';
import { Tag } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { age, masked } from '@/words/format';
import { genderWords, relationWords } from '@/words/labels';

const most = 8;

definePageConfig({ navigationBarTitleText: '就诊人' });

export default function Persons() {
  const holder = useSession()?.holder.id ?? '';
  const account = useQuery(patientQueries.me, {});
  const removal = useCommand(patient, 'remove-visit-person');
  const persons = account.data?.visitPersons ?? [];
  const remove = async (visitPersonId: string, name: string) => {
    const sure = await confirm(
      `移除 ${isolated(name)}？`,
      '以前的病历和处方会保留，之后不能再为这位就诊人挂号。',
      '移除',
    );
    if (sure && (await removal.send(holder, { visitPersonId }))) toast('已移除');
  };
  return (
    <Screen
      footer={
        holder && (
          <Button
            id="add-person"
            why={persons.length >= most ? `最多 ${most} 位，请先移除不用的` : null}
            onTap={() => go('/booking/person/index')}
          >
            添加就诊人
          </Button>
        )
      }
    >
      <View className="body">
        <Wrong problem={removal.problem} typed={false} />
        <SignedIn>
          <Loaded of={account}>
            {() =>
              persons.length === 0 ? (
                <Empty icon="people" title="还没有就诊人。添加本人或家人后就能挂号" />
              ) : (
                <View className="stack">
                  {persons.map(({ visitPersonId, name, relation, gender, birthDate, idNumber, phone }) => (
                    <View key={visitPersonId} className="card row top">
                      <View className="grow stack tight">
                        <View className="row" style={{ gap: '8px' }}>
                          <View className="title">{name}</View>
                          <Tag tone="primary">{relationWords[relation]}</Tag>
                        </View>
                        <View className="small muted">
                          {genderWords[gender]} · {age(birthDate)} · {phone}
                        </View>
                        <View className="small faint number">{idNumber && masked(idNumber)}</View>
                      </View>
                      <Tap
                        className="tap row faint"
                        style={{ padding: '0 12px' }}
                        label={`移除 ${isolated(name)}`}
                        onTap={() => void remove(visitPersonId, name ?? '')}
                      >
                        <Icon name="trash" />
                      </Tap>
                    </View>
                  ))}
                </View>
              )
            }
          </Loaded>
        </SignedIn>
      </View>
    </Screen>
  );
}
