import { lookupOf } from '@yunzhen/contracts/lookup';
import { readIdNumber } from '@yunzhen/contracts/patient/id-number';
import { patient as contract } from '@yunzhen/contracts/patient/patient';
import { refuse } from '@yunzhen/platform/refusal';
import { feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { decider } from './decide.ts';

/** P3, P6.1, P6.5: the account holder, the persons they book for, what they agreed to and whom they follow. */
export const patient = feature(contract, decider, {
  'add-visit-person': ({ idNumber, name, phone, guardianName }, ask) => {
    if (guardianName && guardianName.normalize('NFKC') === name.normalize('NFKC')) return refuse('guardian-is-child');
    const read = readIdNumber(idNumber);
    if (!read) throw new TypeError('the contract lets only ID numbers pass');
    const lookup = lookupOf(contract.about.visitPersonAdded, { name, phone, idNumber }, ask.index);
    return { ...read, idNumberIndex: ask.index('id-number', idNumber), lookup };
  },
  'follow-doctor': async ({ doctorId }, ask) => {
    const doctor = await ask.state(practitioner, doctorId);
    return doctor.status === 'active' && doctor.kind === 'doctor' ? {} : refuse('unknown-doctor');
  },
});
