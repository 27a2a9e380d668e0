/** (4) The pharmacist fails a prescription: the doctor revises it, and the new version passes. */

import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { channels } from '@yunzhen/contracts/channels';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { fail, lineOf, publish, revise } from '@yunzhen/people/prescription';
import { claim, pass, prescribe, publishRecord, writeRecord } from '../scenes/prescribing.ts';
import { accept, complete } from '../scenes/waiting.ts';
import { must } from '../stage.ts';
import { type Cast, waiting } from './cast.ts';

export const reviewFails = async (cast: Cast): Promise<void> => {
  const { stage, doctor, pharmacist } = cast;
  const booked = await waiting(cast);
  await accept(stage, doctor, booked);
  const talk = { consultationId: booked.registrationId, patient: booked.patient, doctor };
  const diagnosis = await writeRecord(stage, talk);
  const prescriptionId = await prescribe(stage, talk, pharmacist, diagnosis);
  await claim(stage, pharmacist, prescriptionId);

  const reason = '疗程与诊断不符，建议联合用药，请核对';
  await stage.step(pharmacist, `审方不通过：${reason}`, async ({ command, told, view }) => {
    await command('prescription.failed', fail(pharmacist.actor, prescriptionId, reason));
    await told(doctor, channels.personal(doctor.id), 'prescription.failed', { prescriptionId });
    const why = ({ status, reviews }: { status: string; reviews: readonly { reason: string | null }[] }) =>
      status === 'failed' && reviews.at(-1)?.reason === reason && `${status}: ${reason}`;
    await view(prescriptionQueries.prescription, { prescriptionId }, why, doctor);
  });
  await stage.step(doctor, '还没审过的处方，不能发给患者', ({ refused }) =>
    refused('prescription-not-passed', publish(doctor.actor, prescriptionId)),
  );
  await stage.step(doctor, '改处方，再交一次', async ({ command, view }) => {
    const [drug] = await view(catalogueQueries.drugs, { q: 'xst' }, ([row]) => row?.name ?? false);
    must(drug, 'there is no such drug');
    const lines = [lineOf(drug.drugId, { dose: { value: 80, unit: 'mg' } })];
    await command('prescription.submitted', revise(doctor.actor, prescriptionId, { diagnoses: [diagnosis], lines }));
    await view(prescriptionQueries.prescription, { prescriptionId }, ({ status, version }) => {
      return status === 'submitted' && version === 2 && `${status}, version ${version}`;
    });
  });
  await claim(stage, pharmacist, prescriptionId);
  await pass(stage, pharmacist, doctor, prescriptionId);
  await publishRecord(stage, talk);
  await complete(stage, doctor, booked);
};
