/** What is complained about, in words and up to three pictures; kept on the phone until it was sent. */
import { Textarea, View } from '@tarojs/components';
import { answerDays, complaintKinds, complaint as contract } from '@yunzhen/contracts/complaint/complaint';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { toast } from '@/services/go';
import { aria } from '@/ui/aria';
import { Attachments } from '@/ui/attachments';
import { Field } from '@/ui/field';
import { Tap } from '@/ui/tap';
import { complaintKindWords } from '@/words/labels';

type Kind = (typeof complaintKinds)[number];
const empty = { kind: null as Kind | null, text: '', pictures: [] as readonly string[] };

export const useComplaintForm = (subject: 'consultation' | 'prescription', id: string, sent: () => void) => {
  const { value: typed, change, clear } = useDraft('complaint.file', { subjectId: id }, empty);
  const file = useCommand(contract, 'file');
  const { kind, pictures } = typed;
  const text = typed.text.trim();
  const submit = async () => {
    if (!kind || !(await file.send(id, { subject, kind, text, pictures: [...pictures] }))) return;
    clear();
    sent();
    toast('已收到您的投诉');
  };
  const why = !kind ? '请选择投诉的内容' : !text ? '请写下发生了什么' : null;
  return { typed, change, submit, why, busy: file.busy, problem: file.problem };
};

export const ComplaintForm = ({
  form: { typed, change },
}: {
  readonly form: Pick<ReturnType<typeof useComplaintForm>, 'typed' | 'change'>;
}) => (
  <View className="card stack">
    <View className="small muted">
      {`我们会在 ${answerDays} 天内答复。投诉只有医院的管理人员能看到，不会公开，也不影响您继续就诊。`}
    </View>
    <Field label="投诉的内容" choice>
      <View className="choice" {...aria('radiogroup', { label: '投诉的内容' })}>
        {complaintKinds.map(kind => (
          <Tap
            key={kind}
            role="radio"
            on={typed.kind === kind}
            className={`chip ${typed.kind === kind ? 'on' : ''}`}
            onTap={() => change({ kind })}
          >
            {complaintKindWords[kind]}
          </Tap>
        ))}
      </View>
    </Field>
    <Field label="发生了什么" hint={`${typed.text.length}/1000`}>
      <Textarea
        className="field-box field-area"
        maxlength={1_000}
        placeholder="请写清时间、经过和您希望怎样解决"
        value={typed.text}
        onInput={e => change({ text: e.detail.value })}
      />
    </Field>
    <View className="field">
      <View className="field-label">图片（选填，最多 3 张）</View>
      <Attachments most={3} value={typed.pictures} change={pictures => change({ pictures })} />
    </View>
  </View>
);
