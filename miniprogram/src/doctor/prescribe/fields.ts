/** What the contract says of a prescription's fields: prescribing has a form of its own, its labels and limits are the command's. */
import type { Field } from '@yunzhen/client/form/field';
import { fieldIn, formOf } from '@yunzhen/client/form/form';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import type { usage } from '@yunzhen/contracts/prescription/usage';

const sheet = formOf(prescription, 'submit', 'doctor');
const parts = fieldIn(sheet, 'lines').parts;

/** Of one drug. */
export const lineField = (name: keyof typeof usage): Field => {
  const field = parts.find(part => part.name === name);
  if (!field) throw new RangeError(`a line has no field ${name}`);
  return field;
};
export const longSupplyReason = fieldIn(sheet, 'longSupplyReason');
