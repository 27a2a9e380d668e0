/** 取药: the paid prescription is ready at HIS, its code is shown, and the drugs are handed out once. */

import { channels } from '@yunzhen/contracts/channels';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { dispense as wanted } from '@yunzhen/people/dispensing';
import { renderUnicodeCompact } from 'uqr';
import type { Person } from '../person.ts';
import { must, type Stage } from '../stage.ts';
import type { Patient } from './arriving.ts';
import { order, pay } from './paying.ts';

/** Answers the ten digits. */
export const payPrescription = async (stage: Stage, patient: Patient, prescriptionId: string): Promise<string> => {
  await pay(stage, patient, await order(stage, patient, 'prescription', prescriptionId));
  return stage.step(patient, '药已备好，出示取药码', async ({ told, view, show }) => {
    const mine = channels.personal(patient.id);
    await told(patient, mine, 'prescription.paid', { prescriptionId });
    await told(patient, mine, 'dispensing.readied', { dispensingId: prescriptionId });
    const { pickUpCode } = await view(
      dispensingQueries.pickUpCode,
      { dispensingId: prescriptionId },
      answer => answer.pickUpCode ?? false,
    );
    must(pickUpCode, 'there is no pick-up code');
    show(renderUnicodeCompact(pickUpCode, { border: 2 }));
    return pickUpCode;
  });
};

export const dispense = (
  stage: Stage,
  pharmacist: Person,
  patient: Patient,
  { prescriptionId: dispensingId, pickUpCode }: { readonly prescriptionId: string; readonly pickUpCode: string },
): Promise<void> =>
  stage.step(pharmacist, '扫码、核对、发药', async ({ command, refused, told, view }) => {
    await view(dispensingQueries.byCode, { pickUpCode }, row => {
      return row?.dispensingId === dispensingId && `${row.visitPersonName}: ${row.lines.map(line => line.name)}`;
    });
    const handOut = wanted(pharmacist.actor, dispensingId, pickUpCode);
    await command('dispensing.dispensed', handOut);
    await refused('already-dispensed', handOut);
    await told(patient, channels.personal(patient.id), 'prescription.dispensed', { prescriptionId: dispensingId });
    await view(
      prescriptionQueries.prescription,
      { prescriptionId: dispensingId },
      row => {
        return row.status === 'dispensed' && row.dispensedAt !== null && row.status;
      },
      patient,
    );
  });
