import { fieldIn, formOf } from '@yunzhen/client/form/form';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import { Button } from '../../parts/button.tsx';
import dialog from '../../parts/dialog.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { personWords } from '../../parts/person.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { problemWords } from '../../words/problems.ts';
import type { DialogProps } from './pass-dialog.tsx';
import styles from './review.module.css';

const usual = ['剂量超过说明书', '用药与诊断不符', '药物相互作用', '重复用药', '疗程过长', '用法不清楚'];
const { most = 0 } = fieldIn(formOf(prescription, 'fail'), 'reason');

/** Takes the reason the doctor will read. */
export const FailDialog = ({
  shown,
  error,
  busy,
  onCancel,
  reason,
  onReason,
  onFail,
}: DialogProps & {
  reason: string;
  onReason: (typed: string) => void;
  onFail: (reason: string) => void;
}) => {
  const typed = reason.trim();
  const send = () => {
    if (typed && !busy) onFail(typed);
  };
  const add = (text: string) => onReason([typed, text].filter(Boolean).join('；').slice(0, most));
  return (
    <Dialog title="不通过，退回医生修改？" onClose={onCancel}>
      <p>{personWords(shown)}。理由会显示给医生，医生可以修改后再次提交。</p>
      <TextField label="理由" extra="Ctrl + Enter 提交" value={reason} most={most} onChange={onReason} onSend={send} />
      <div className={styles.usual}>
        {usual.map(text => (
          <Button key={text} small onClick={() => add(text)}>
            {text}
          </Button>
        ))}
      </div>
      {error !== null && <Notice kind="error" title={problemWords(error)} />}
      <div className={dialog.actions}>
        <Button onClick={onCancel}>返回</Button>
        <Button kind="danger" busy={busy} why={typed ? '' : '请先写明理由'} onClick={send}>
          不通过
        </Button>
      </div>
    </Dialog>
  );
};
