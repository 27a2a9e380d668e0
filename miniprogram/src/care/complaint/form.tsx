/** What is complained about, in words and up to three pictures; kept on the phone until it was sent. */
import { View } from '@tarojs/components';
import { fieldIn, formOf } from '@yunzhen/client/form/form';
import { answerDays, complaint as contract } from '@yunzhen/contracts/complaint/complaint';
import { useDraft } from '@/hooks/draft';
import { useCommandForm } from '@/hooks/form';
import { toast } from '@/services/go';
import { Attachments } from '@/ui/attachments';
import { CommandField } from '@/ui/command-field';

const empty = { kind: '', text: '', pictures: [] as readonly string[] };

const { most: mostPictures = 0 } = fieldIn(formOf(contract, 'file'), 'pictures');
const names = ['kind', 'text'];

export const useComplaintForm = (subject: 'consultation' | 'prescription', id: string, sent: () => void) => {
  const { value: typed, change, clear } = useDraft('complaint.file', { subjectId: id }, empty);
  const form = useCommandForm(contract, 'file', { names, typed, change });
  const submit = async () => {
    if (!(await form.send(id, filled => ({ ...filled, subject, pictures: [...typed.pictures] })))) return;
    clear();
    sent();
    toast('已收到您的投诉');
  };
  return { ...form, pictures: typed.pictures, attach: change, file: submit };
};

export const ComplaintForm = ({ form }: { readonly form: ReturnType<typeof useComplaintForm> }) => (
  <View className="card stack">
    <View className="small muted">
      {`我们会在 ${answerDays} 天内答复。投诉只有医院的管理人员能看到，不会公开，也不影响您继续就诊。`}
    </View>
    <CommandField form={form} name="kind" />
    <CommandField form={form} name="text" />
    <View className="field">
      <View className="field-label">图片（选填，最多 {mostPictures} 张）</View>
      <Attachments most={mostPictures} value={form.pictures} change={pictures => form.attach({ pictures })} />
    </View>
  </View>
);
