/** Where a scanner types or a pharmacist does; ready for the next one at all times. */
import { Button, Form, Input, type InputRef } from 'antd';
import { type Ref, useState } from 'react';
import { codeIn } from './code.ts';
import styles from './dispensing.module.css';

export const CodeField = ({
  busy,
  field,
  onCode,
}: {
  busy: boolean;
  field: Ref<InputRef>;
  onCode: (code: string) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const send = () => {
    const code = codeIn(typed);
    setWrong(code === null);
    if (code === null) return;
    setTyped('');
    onCode(code);
  };
  return (
    <Form onFinish={send} layout="vertical" className={styles.code ?? ''}>
      <Form.Item
        label="取药码"
        htmlFor="pick-up-code"
        validateStatus={wrong ? 'error' : ''}
        help={wrong ? '取药码是 10 位数字，请重新扫码或输入。' : '用扫码枪扫患者的取药码，或输入 10 位数字后按回车。'}
      >
        <Input
          id="pick-up-code"
          ref={field}
          value={typed}
          onChange={event => {
            setTyped(event.target.value);
            setWrong(false);
          }}
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          size="large"
          aria-invalid={wrong}
        />
      </Form.Item>
      <Button htmlType="submit" size="large" loading={busy}>
        查找
      </Button>
    </Form>
  );
};
