import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { useId, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../parts/button.tsx';
import { DayInput } from '../../parts/day-input.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { dayOf, dayPlus } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';

/** Fetches the statements of any past day now, or once more. */
export const FetchDay = ({ of }: { of?: string }) => {
  const id = useId();
  const [picked, pick] = useState(of ?? dayPlus(dayOf(new Date().toISOString()), -1));
  const { mutate, isPending, error } = useCommand(reconciliation, 'fetch');
  const send = () => mutate({ id: reconciliationIdOf('wechat', picked), input: { channel: 'wechat', day: picked } });
  return (
    <>
      {!of && (
        <div className={styles.field}>
          <label htmlFor={id}>账日</label>
          <DayInput id={id} value={picked} onDay={pick} />
        </div>
      )}
      <Button busy={isPending} why={picked ? '' : '请先选一天'} onClick={send}>
        {of ? '重新取账单' : '取账单'}
      </Button>
      {error !== null && <Notice kind="error" title={problemWords(error)} />}
    </>
  );
};
