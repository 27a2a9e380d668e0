/** A form in a dialog that becomes one command: kept until it was accepted, whatever happens to the page; what is refused stands at its field. */
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Capability } from '@yunzhen/contracts/language';
import { Alert, Form, Modal } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../api/use-command.ts';
import { problemWords } from '../words/problems.ts';
import { say } from './say.ts';
import { Themed } from './themed.tsx';
import { useDraft } from './use-draft.ts';

interface Props<C extends Capability, K extends Offered<C>, T extends object> {
  readonly title: string;
  readonly okText?: string;
  readonly capability: C;
  readonly command: K;
  /** Of what is changed; absent for something new, which gets one id however often it is sent, */
  readonly id?: string;
  /** or the one that is derived from what it is, if that has one. */
  readonly idOf?: (typed: T) => string | undefined;
  readonly initial?: Partial<T>;
  readonly inputOf: (typed: T) => InputOf<C, K>;
  /** Where a refusal stands: its code → the field that it is about. */
  readonly refusedAt?: Readonly<Record<string, string>>;
  readonly done: string;
  /** What follows instead of closing. */
  readonly onDone?: (typed: T) => void;
  readonly onClose: () => void;
  readonly width?: number;
  readonly children: ReactNode;
}

const Content = <C extends Capability, K extends Offered<C>, T extends object>({
  title,
  okText = '保存',
  capability,
  command,
  id,
  idOf,
  initial = {},
  inputOf,
  refusedAt = {},
  done,
  onDone,
  onClose,
  width = 520,
  children,
}: Props<C, K, T>) => {
  const [form] = Form.useForm<T>();
  const sending = useCommand(capability, command);
  const subject = { command: `${capability.name}.${command}`, id: id ?? 'new' };
  const [newId] = useState(() => v7());
  const draft = useDraft('form', subject, { id: id ?? newId, typed: {} as Partial<T> });
  const [{ id: ownId, typed: kept }] = useState(draft.value);
  const fields = useRef<HTMLDivElement>(null);
  const { error } = sending;
  useEffect(() => {
    const wrong = error instanceof Problem ? wrongFields(error, refusedAt) : [];
    form.setFields(wrong as Parameters<typeof form.setFields>[0]);
  }, [error, form, refusedAt]);
  const send = (typed: T) =>
    sending.mutate(
      { id: idOf?.(typed) ?? ownId, input: inputOf(typed) },
      {
        onSuccess: () => {
          draft.clear();
          say.success(done);
          if (onDone) onDone(typed);
          else onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="返回"
      width={width}
      confirmLoading={sending.isPending}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={opened => opened && fields.current?.querySelector<HTMLElement>('input, textarea')?.focus()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{ ...initial, ...kept }}
        onValuesChange={(changed: Partial<T>) =>
          draft.change({ id: ownId, typed: { ...draft.value.typed, ...emptied(changed) } })
        }
        onFinish={send}
      >
        <div ref={fields}>{children}</div>
        {error !== null && <Alert type="error" showIcon title={problemWords(error)} />}
      </Form>
    </Modal>
  );
};

export const FormDialog = <C extends Capability, K extends Offered<C>, T extends object>(props: Props<C, K, T>) => (
  <Themed>
    <Content {...props} />
  </Themed>
);

/** JSON keeps null alone: a field that was emptied must not come back with what stood there before. */
const emptied = <T extends object>(changed: Partial<T>): Partial<T> =>
  Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, value ?? null])) as Partial<T>;

const wrongFields = ({ code, errors }: Problem, refusedAt: Readonly<Record<string, string>>) => {
  const field = refusedAt[code];
  if (field) return [{ name: field, errors: [problemWords(new Problem(409, code))] }];
  return errors
    .filter(({ path }) => path !== '')
    .map(({ path }) => ({ name: path.split('.'), errors: ['没有被接受，请检查这一项。'] }));
};
