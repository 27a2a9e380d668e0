import type { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { registration } from '@yunzhen/contracts/registration/registration';
import { reachOf } from '@yunzhen/contracts/roles';
import type { z } from 'zod';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Card } from '../../parts/card.tsx';
import { CommandField } from '../../parts/command-field.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { money } from '../../words/format.ts';

const sides = [
  { value: 'hospital', label: '医院' },
  { value: 'patient', label: '患者' },
] as const;
const names = ['side', 'reason'];
const before = { side: 'hospital' };

/** O1.2: operations cancel for the hospital, or for a patient who asked them to, until a doctor has accepted. */
export const CancelRegistration = ({
  of: { registrationId, status, fee },
}: {
  of: z.output<typeof registrationQueries.registration.result>;
}) => {
  const { role } = useCurrentUser().holder;
  if (status !== 'held' && status !== 'booked') return null;
  if (reachOf(registration.commands['cancel-by-hospital'].access, role) === null) return null;
  return (
    <Card title="取消挂号">
      <ReasonForm
        of={registration}
        command="cancel-by-hospital"
        id={registrationId}
        names={names}
        before={before}
        word="取消挂号"
        extra="会告诉患者。医生已接诊的不能取消。"
        question={
          status === 'held'
            ? '取消后号源放回，患者不能再支付这一单。取消挂号？'
            : `取消后号源放回，${money(fee)} 原路全额退给患者。取消挂号？`
        }
      >
        {() => (
          <>
            <CommandField name="side" options={sides} />
            <CommandField name="reason" />
          </>
        )}
      </ReasonForm>
    </Card>
  );
};
