import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import type { RuleId } from '@yunzhen/contracts/prescription/rules/declared';
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import dialog from '../../parts/dialog.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { personWords } from '../../parts/person.tsx';
import { money } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';
import { Flags, flagsOf } from './flags.tsx';

export interface DialogProps {
  readonly shown: PrescriptionShown;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onCancel: () => void;
}

/** Asks once more before a prescription passes, and for a tick at each flag; Enter says yes: the focus is there. */
export const PassDialog = ({
  shown,
  error,
  busy,
  onCancel,
  onPass,
}: DialogProps & { onPass: (ticked: readonly RuleId[]) => void }) => {
  const [ticked, setTicked] = useState<ReadonlySet<RuleId>>(new Set());
  const flags = flagsOf(shown);
  const open = flags.filter(({ rule }) => !ticked.has(rule)).length;
  const tick = (rule: RuleId) => {
    const next = new Set(ticked);
    if (!next.delete(rule)) next.add(rule);
    setTicked(next);
  };
  return (
    <Dialog title="通过这张处方？" onClose={onCancel}>
      <p>
        {personWords(shown)}，{shown.lines.length} 种药品，{money(shown.total)}。通过后由医生发布，患者即可支付取药。
      </p>
      {flags.length > 0 && <Flags of={shown} ticked={ticked} onTick={tick} />}
      {error !== null && <Notice kind="error" title={problemWords(error)} />}
      <div className={dialog.actions}>
        <Button onClick={onCancel}>返回</Button>
        <Button
          kind="primary"
          data-first
          busy={busy}
          why={open > 0 ? `还有 ${open} 条提示没有确认` : ''}
          onClick={() => onPass([...ticked])}
        >
          通过
        </Button>
      </div>
    </Dialog>
  );
};
