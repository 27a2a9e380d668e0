/** Person and drugs of one pick-up, and one button that hands out, once. It is never focused: a scanner ends with Enter. */

import { isolated } from '@yunzhen/contracts/text';
import { useEffect, useEffectEvent } from 'react';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { personWords } from '../../parts/person.tsx';
import { PrescriptionLines } from '../../parts/prescription-lines.tsx';
import { problemWords } from '../../words/problems.ts';
import styles from './dispensing.module.css';
import { useDispense } from './use-dispense.ts';
import type { PickUp } from './use-lookup.ts';

export const HandOver = ({
  of: pickUp,
  code,
  onDone,
}: {
  of: PickUp;
  /** Undefined when it was chosen from the list and the code is still to come. */
  code: string | undefined;
  onDone: () => void;
}) => {
  const dispense = useDispense();
  const { dispensingId: id, status, dispensedAt, lines, total } = pickUp;
  const words = personWords(pickUp);
  const open = status === 'ready' && code !== undefined && !dispense.isSuccess;
  const handOut = () => {
    if (open && !dispense.isPending) dispense.mutate({ id, input: { pickUpCode: code } }, { onSuccess: onDone });
  };
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    // The focus is where the next code is typed: it is not looked up by this.
    event.preventDefault();
    handOut();
  });
  useEffect(() => {
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <Card
      title={words}
      extra={
        <span className={styles.about}>
          {isolated(pickUp.doctorName)} · {isolated(pickUp.departmentName)} · HIS {pickUp.hisNumber}
        </span>
      }
    >
      <div className={styles.said}>
        {status === 'dispensed' && !dispense.isSuccess && !dispense.isPending && (
          <Notice kind="error" title="这张处方已经发过药，不能再次发药">
            发药时间 <Moment at={dispensedAt} />
          </Notice>
        )}
        {status === 'cancelled' && <Notice kind="error" title="这张处方已被取消，不能发药" />}
        {dispense.isSuccess && (
          <Notice kind="success" title="已发药">
            {words}，{lines.length} 种药品。可以扫下一位。
          </Notice>
        )}
        {dispense.isError && <Notice kind="error" title={problemWords(dispense.error)} />}
        {code === undefined && status === 'ready' && (
          <Notice kind="info" title="请扫这位患者的取药码，或在上方输入，核对后发药。" />
        )}
      </div>
      <PrescriptionLines lines={lines} total={total} />
      {open && (
        <div className={styles.actions}>
          <span>请核对姓名与药品，发药后不能撤销。</span>
          <Button kind="primary" busy={dispense.isPending} onClick={handOut}>
            确认发药 <kbd>Ctrl ⏎</kbd>
          </Button>
        </div>
      )}
    </Card>
  );
};
