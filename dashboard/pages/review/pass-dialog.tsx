import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { Button } from '../../parts/button.tsx';
import dialog from '../../parts/dialog.module.css';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { personWords } from '../../parts/person.tsx';
import { money } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';

export interface DialogProps {
  readonly shown: PrescriptionShown;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onCancel: () => void;
}

/** Asks once more before a prescription passes; Enter says yes: the focus is there. */
export const PassDialog = ({ shown, error, busy, onCancel, onPass }: DialogProps & { onPass: () => void }) => (
  <Dialog title="通过这张处方？" onClose={onCancel}>
    <p>
      {personWords(shown)}，{shown.lines.length} 种药品，{money(shown.total)}。通过后由医生发布，患者即可支付取药。
    </p>
    {error !== null && <Notice kind="error" title={problemWords(error)} />}
    <div className={dialog.actions}>
      <Button onClick={onCancel}>返回</Button>
      <Button kind="primary" data-first busy={busy} onClick={onPass}>
        通过
      </Button>
    </div>
  </Dialog>
);
