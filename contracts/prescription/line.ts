/** A line of a prescription as it was written: what the drug was, cost and allowed on that day stays with it. */
import { z } from 'zod';
import { drugKinds, insert } from '../catalogue/drug.ts';
import { text, unitPrice } from '../language.ts';
import { usage } from './usage.ts';

const facts = z.object({ form: text(20), ...insert });
type Facts = z.infer<typeof facts>;

export const prescriptionLine = z.object({
  ...usage,
  code: z.string(),
  name: text(60),
  kind: z.enum(drugKinds),
  specification: text(60),
  unit: text(6),
  unitPrice,
  /** What the rules knew of the drug. */
  facts: facts.optional(),
});
export type PrescriptionLine = z.infer<typeof prescriptionLine>;

/** What rules are asked with, of a drug as it is listed. */
export const drugFacts = (drug: Facts): Facts => facts.parse(drug);
