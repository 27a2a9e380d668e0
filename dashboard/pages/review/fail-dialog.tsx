import { Alert, Button, Form, Input, Modal } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import { personWords } from '../../parts/person.tsx';
import { problemWords } from '../../words/problems.ts';
import type { DialogProps } from './pass-dialog.tsx';
import styles from './review.module.css';

const usual = ['剂量超过说明书', '用药与诊断不符', '药物相互作用', '重复用药', '疗程过长', '用法不清楚'];
const most = 200;

/** Takes the reason the doctor will read. */
export const FailDialog = ({
  shown,
  open,
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
  const field = useRef<TextAreaRef>(null);
  const typed = reason.trim();
  const send = () => typed && !busy && onFail(typed);
  const add = (text: string) => onReason([typed, text].filter(Boolean).join('；').slice(0, most));
  return (
    <Modal
      open={open}
      title="不通过，退回医生修改？"
      okText="不通过"
      okButtonProps={{ danger: true, disabled: !typed, title: typed ? '' : '请先写明理由' }}
      cancelText="返回"
      confirmLoading={busy}
      onOk={send}
      onCancel={onCancel}
      afterOpenChange={opened => opened && field.current?.focus()}
    >
      <p>{personWords(shown)}。理由会显示给医生，医生可以修改后再次提交。</p>
      <Form layout="vertical">
        <Form.Item label="理由" htmlFor="fail-reason" extra="Ctrl + Enter 提交">
          <Input.TextArea
            id="fail-reason"
            ref={field}
            value={reason}
            onChange={event => onReason(event.target.value)}
            onKeyDown={event => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
            }}
            maxLength={most}
            showCount
            rows={3}
          />
        </Form.Item>
      </Form>
      <div className={styles.usual}>
        {usual.map(text => (
          <Button key={text} size="small" onClick={() => add(text)}>
            {text}
          </Button>
        ))}
      </div>
      {error !== null && <Alert type="error" showIcon title={problemWords(error)} />}
    </Modal>
  );
};
