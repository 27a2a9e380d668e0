/** The bar with claim, pass and fail: by key or by pointer, each with a confirmation; what was typed stays until it was accepted. */

import { claimMinutes } from '@yunzhen/contracts/prescription/prescription';
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { personWords } from '../../parts/person.tsx';
import { toast } from '../../parts/toast.ts';
import { useDraft } from '../../parts/use-draft.ts';
import { useShortcut } from '../../parts/use-shortcut.ts';
import { problemWords } from '../../words/problems.ts';
import { FailDialog } from './fail-dialog.tsx';
import { PassDialog } from './pass-dialog.tsx';
import styles from './review.module.css';
import { type Decided, useDecision } from './use-decision.ts';

export const Decision = ({ of: shown, onDecided }: { of: PrescriptionShown; onDecided: () => void }) => {
  const { prescriptionId: id, status } = shown;
  const { claim, release, decide } = useDecision();
  const draft = useDraft('prescription.fail', { prescriptionId: id }, { reason: '' });
  const [asking, setAsking] = useState<'pass' | 'fail'>();

  const claimed = status === 'claimed';
  const claimIt = () => claim.mutate({ id, input: {} });
  const releaseIt = () => release.mutate({ id, input: {} });
  const ask = (what: 'pass' | 'fail') => {
    decide.reset();
    setAsking(what);
  };
  useShortcut('c', claimIt, !claimed && !claim.isPending);
  useShortcut('r', releaseIt, claimed && !release.isPending);
  useShortcut('p', () => ask('pass'));
  useShortcut('f', () => ask('fail'));

  const send = (decision: Pick<Decided, 'reason' | 'ticked'>) =>
    decide.mutate(
      { id, claimed, ...decision },
      {
        onSuccess: () => {
          toast.success(`${decision.reason === undefined ? '已通过' : '已退回医生'}：${personWords(shown)}`);
          setAsking(undefined);
          draft.clear();
          onDecided();
        },
      },
    );
  const refused = claim.error ?? release.error;
  const dialog = {
    shown,
    error: decide.error,
    busy: decide.isPending,
    onCancel: () => setAsking(undefined),
  };
  return (
    <div className={styles.actions}>
      {refused !== null && !asking && <Notice kind="error" title={problemWords(refused)} />}
      {claimed ? (
        <Button onClick={releaseIt} busy={release.isPending}>
          放回 <kbd>R</kbd>
        </Button>
      ) : (
        <Button onClick={claimIt} busy={claim.isPending}>
          领取 <kbd>C</kbd>
        </Button>
      )}
      <span className={styles.said}>
        {claimed ? `您已领取，其他药师不能审核。${claimMinutes} 分钟没有审完会自动放回。` : '领取后其他药师不能审核。'}
      </span>
      <Button kind="danger" onClick={() => ask('fail')}>
        不通过 <kbd>F</kbd>
      </Button>
      <Button kind="primary" onClick={() => ask('pass')}>
        通过 <kbd>P</kbd>
      </Button>
      {asking === 'pass' && <PassDialog {...dialog} onPass={ticked => send({ ticked })} />}
      {asking === 'fail' && (
        <FailDialog
          {...dialog}
          reason={draft.value.reason}
          onReason={reason => draft.change({ reason })}
          onFail={reason => send({ reason })}
        />
      )}
    </div>
  );
};
