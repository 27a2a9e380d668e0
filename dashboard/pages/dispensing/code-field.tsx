/** Where a scanner types or a pharmacist does; ready for the next one at all times. */
import { type FormEvent, type RefObject, useEffect, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { codeIn } from './code.ts';
import styles from './dispensing.module.css';

export const CodeField = ({
  busy,
  field,
  onCode,
}: {
  busy: boolean;
  field: RefObject<HTMLInputElement | null>;
  onCode: (code: string) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  useEffect(() => field.current?.focus(), [field]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const code = codeIn(typed);
    setWrong(code === null);
    if (code === null) return;
    setTyped('');
    onCode(code);
  };
  return (
    <form onSubmit={send} className={styles.code}>
      <label htmlFor="pick-up-code">取药码</label>
      <div>
        <input
          id="pick-up-code"
          ref={field}
          value={typed}
          onChange={event => {
            setTyped(event.target.value);
            setWrong(false);
          }}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={wrong}
          aria-describedby="pick-up-code-about"
        />
        <Button type="submit" busy={busy}>
          查找
        </Button>
      </div>
      <p id="pick-up-code-about" role="status" className={wrong ? styles.wrong : undefined}>
        {wrong ? '取药码是 10 位数字，请重新扫码或输入。' : '用扫码枪扫患者的取药码，或输入 10 位数字后按回车。'}
      </p>
    </form>
  );
};
