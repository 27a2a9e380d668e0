/** Where a scanner types or a pharmacist does; ready for the next one at all times. */
import { packed, pickUpCode } from '@yunzhen/contracts/numbers';
import { type FormEvent, type RefObject, useEffect, useState } from 'react';
import { z } from 'zod';
import { Button } from '../../parts/button.tsx';
import styles from './dispensing.module.css';

const notCode = '取药码是 10 位数字，请重新扫码或输入。';
const hisNumber = '这是 HIS 单号，不是取药码。按单号找处方请用上方搜索。';

export const CodeField = ({
  busy,
  field,
  onCode,
  onNumber,
}: {
  busy: boolean;
  field: RefObject<HTMLInputElement | null>;
  onCode: (code: string) => void;
  /** Another number of ours, which is the prescription's own. */
  onNumber: (prescriptionId: string) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState('');
  useEffect(() => field.current?.focus(), [field]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const id = z.uuid().toLowerCase().safeParse(typed.trim());
    const code = pickUpCode.safeParse(typed);
    setWrong(code.success || id.success ? '' : /^CF/.test(packed(typed)) ? hisNumber : notCode);
    if (!code.success && !id.success) return;
    setTyped('');
    if (id.success) onNumber(id.data);
    else if (code.success) onCode(code.data);
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
            setWrong('');
          }}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={wrong !== ''}
          aria-describedby="pick-up-code-about"
        />
        <Button type="submit" busy={busy}>
          查找
        </Button>
      </div>
      <p id="pick-up-code-about" role="status" className={wrong ? styles.wrong : undefined}>
        {wrong || '用扫码枪扫患者的取药码，或输入 10 位数字后按回车。'}
      </p>
    </form>
  );
};
