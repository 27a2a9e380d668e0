/** P10.4: a complaint about a consultation or a prescription: written, followed until it is answered, or withdrawn. */
import { View } from '@tarojs/components';
import { Problem } from '@yunzhen/contracts/api/problem';
import { complaint as contract } from '@yunzhen/contracts/complaint/complaint';
import { complaintQueries } from '@yunzhen/contracts/complaint/queries';
import { useState } from 'react';
import { useCommand } from '@/hooks/command';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { confirm, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { ComplaintForm, useComplaintForm } from './form';
import { Letters } from './letters';

definePageConfig({ navigationBarTitleText: '投诉' });

export default function Complaint() {
  const { subject = 'consultation', id = '' } = useParams<'subject' | 'id'>();
  const asked = useQuery(complaintQueries.complaint, { complaintId: id });
  const [again, setAgain] = useState(false);
  const withdraw = useCommand(contract, 'withdraw');
  const row = asked.data;
  const none = asked.error instanceof Problem && asked.error.status === 404 && !row;
  const open = row?.status === 'new' || row?.status === 'in-hand';
  const writes = none || (again && !open);
  const form = useComplaintForm(subject === 'prescription' ? 'prescription' : 'consultation', id, () =>
    setAgain(false),
  );
  const takeBack = async () => {
    if (!(await confirm('撤回这次投诉？', '医院不再处理和答复，之后可以重新投诉。', '撤回'))) return;
    if (await withdraw.send(id, {})) toast('已撤回');
  };
  return (
    <Screen
      footer={
        writes ? (
          <Button id="complain" busy={form.busy} why={form.missing} onWhy={form.submit} onTap={() => void form.file()}>
            提交投诉
          </Button>
        ) : (
          row &&
          !open && (
            <Button kind="plain" onTap={() => setAgain(true)}>
              再次投诉
            </Button>
          )
        )
      }
    >
      <View className="body">
        <Wrong problem={form.problem ?? withdraw.problem} />
        {!none && <Loaded of={asked}>{data => <Letters of={data} />}</Loaded>}
        {writes && <ComplaintForm form={form} />}
        {open && (
          <Button kind="danger" busy={withdraw.busy} onTap={() => void takeBack()}>
            撤回投诉
          </Button>
        )}
      </View>
    </Screen>
  );
}
