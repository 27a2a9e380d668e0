/** Something that is not undone: asks why, then once more with the consequence. The reason is kept until it was accepted. */
import { Alert, Button, Form, Input, Popconfirm } from 'antd';
import { type ReactNode, useId } from 'react';
import { problemWords } from '../words/problems.ts';
import { useDraft } from './use-draft.ts';

interface Props {
  /** Of the kept reason: what is done, and to which one. */
  readonly name: string;
  /** The verb. */
  readonly word: string;
  readonly extra: string;
  /** The consequence, as a question. */
  readonly question: string;
  readonly sending: {
    readonly isPending: boolean;
    readonly error: unknown;
    readonly mutateAsync: (reason: string) => Promise<unknown>;
  };
  readonly children?: ReactNode;
}

export const ReasonForm = ({ name, word, extra, question, sending, children }: Props) => {
  const id = useId();
  const [reason, setReason] = useDraft(name);
  const typed = reason.trim();
  // What went wrong stands below; the reason stays.
  const send = () =>
    sending.mutateAsync(typed).then(
      () => setReason(''),
      () => undefined,
    );
  return (
    <Form layout="vertical">
      {children}
      <Form.Item label={`${word}原因`} htmlFor={id} extra={extra}>
        <Input.TextArea
          id={id}
          value={reason}
          onChange={event => setReason(event.target.value)}
          maxLength={200}
          showCount
          rows={2}
        />
      </Form.Item>
      {sending.error !== null && (
        <Form.Item>
          <Alert type="error" showIcon title={problemWords(sending.error)} />
        </Form.Item>
      )}
      <Popconfirm
        title={question}
        okText={word}
        okButtonProps={{ danger: true }}
        cancelText="返回"
        onConfirm={send}
        disabled={!typed}
        styles={{ root: { maxWidth: 320 } }}
      >
        <Button danger disabled={!typed} loading={sending.isPending} title={typed ? '' : `请先写${word}原因`}>
          {word}
        </Button>
      </Popconfirm>
    </Form>
  );
};
