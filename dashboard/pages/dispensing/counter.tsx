/** The counter: a code comes in, what it is for is shown, and is handed out. */
import { useRef } from 'react';
import { Answer } from '../../parts/answer.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Notice } from '../../parts/notice.tsx';
import { personWords } from '../../parts/person.tsx';
import { problemWords } from '../../words/problems.ts';
import { CodeField } from './code-field.tsx';
import styles from './dispensing.module.css';
import { HandOver } from './hand-over.tsx';
import { useLookup } from './use-lookup.ts';
import { usePickUp } from './use-pick-up.ts';

const wrongCode = '没有发药。请核对后重新扫码或输入。';

/** @param chosen the pick-up chosen from the list, or by the number of its prescription */
export const Counter = ({
  chosen,
  onChoose,
}: {
  chosen: string | undefined;
  onChoose: (prescriptionId: string) => void;
}) => {
  const field = useRef<HTMLInputElement>(null);
  const lookup = useLookup();
  const pickUp = usePickUp(chosen);
  const { data: answer } = lookup;
  // Another desk may hand out what was ready when it was looked up.
  const live = usePickUp(answer?.found?.dispensingId).data;
  const found = answer?.found?.status === 'ready' ? (live ?? answer.found) : answer?.found;
  const another = found && pickUp.data && chosen && found.dispensingId !== chosen ? pickUp.data : null;
  const done = () => field.current?.focus();
  return (
    <section className={styles.counter} aria-label="发药">
      <CodeField field={field} busy={lookup.isPending} onCode={code => lookup.mutate(code)} onNumber={onChoose} />
      <div aria-live="assertive" className={styles.alerts}>
        {lookup.isError && (
          <Notice kind="error" title={problemWords(lookup.error)}>
            没有发药，请再扫一次。
          </Notice>
        )}
        {found === null && (
          <Notice kind="error" title={`取药码 ${answer?.code} 不正确`}>
            {wrongCode}
          </Notice>
        )}
        {another && (
          <Notice kind="error" title={`取药码不是${personWords(another)}的`}>
            {wrongCode}
          </Notice>
        )}
      </div>
      {found && !another && (
        <HandOver key={`${answer?.code} ${lookup.submittedAt}`} of={found} code={answer?.code} onDone={done} />
      )}
      {chosen && (another || !found) && (
        <Answer to={pickUp}>{data => <HandOver key={chosen} of={data} code={undefined} onDone={done} />}</Answer>
      )}
      {!chosen && lookup.isIdle && (
        <EmptyState title="等待扫码">患者出示取药码后，这里显示姓名与药品，核对后发药。</EmptyState>
      )}
    </section>
  );
};
