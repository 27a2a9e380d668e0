import { prescription } from '@yunzhen/contracts/prescription/prescription';
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Card } from '../../parts/card.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';

/** O1.3: operations take a prescription back before a pharmacist has claimed it. */
export const RecallPrescription = ({ of: { prescriptionId, status } }: { of: PrescriptionShown }) => {
  const may = reachOf(prescription.commands.recall.access, useCurrentUser().holder.role) === 'any';
  if (!may || status !== 'submitted') return null;
  return (
    <Card title="撤回处方">
      <ReasonForm
        of={prescription}
        command="recall"
        id={prescriptionId}
        word="撤回"
        extra="药师还没有领取时可以撤回。"
        question="撤回后药师不再审核，医生可以修改后再次提交。撤回？"
      />
    </Card>
  );
};
