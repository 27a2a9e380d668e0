import { prescription } from '@yunzhen/contracts/prescription/prescription';
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Card } from '../../parts/card.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { money } from '../../words/format.ts';

const consequences = {
  passed: '取消后医生不能再发布，患者看不到这张处方。取消处方？',
  published: '取消后患者不能再支付这张处方。取消处方？',
} as const;

/** O1.3: operations cancel what was passed, until its drugs are handed out. */
export const CancelPrescription = ({ of: { prescriptionId, status, total } }: { of: PrescriptionShown }) => {
  const may = reachOf(prescription.commands.cancel.access, useCurrentUser().holder.role) === 'any';
  if (!may || (status !== 'passed' && status !== 'published' && status !== 'paid')) return null;
  return (
    <Card title="取消处方">
      <ReasonForm
        of={prescription}
        command="cancel"
        id={prescriptionId}
        word="取消处方"
        extra={status === 'passed' ? '会告诉医生。' : '会连同原因告诉患者和医生。已发药的不能取消。'}
        question={
          status === 'paid' ? `取消后不再发药，${money(total)} 原路全额退给患者。取消处方？` : consequences[status]
        }
      />
    </Card>
  );
};
