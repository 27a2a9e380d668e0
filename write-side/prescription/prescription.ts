import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { consultation as consultationContract } from '@yunzhen/contracts/consultation/consultation';
import { dispensing as dispensingContract } from '@yunzhen/contracts/dispensing/dispensing';
import { ageOn } from '@yunzhen/contracts/patient/id-number';
import { drugFacts as factsOf } from '@yunzhen/contracts/prescription/line';
import { prescription as contract } from '@yunzhen/contracts/prescription/prescription';
import type { cancelledBy } from '@yunzhen/contracts/registration/registration';
import { refuse } from '@yunzhen/platform/refusal';
import { drug } from '../catalogue/drug.ts';
import { listed } from '../catalogue/listed.ts';
import { carried, consulting, isCarried } from '../consultation/carries.ts';
import type { Belongs } from '../consultation/decide.ts';
import { dispensing } from '../dispensing/dispensing.ts';
import { type Ask, feature } from '../feature.ts';
import { patient } from '../patient/patient.ts';
import { record } from '../record/record.ts';
import { checkRules, decider, type Prescription } from './decide.ts';
import type { Prescribed } from './rules.ts';

type Whose = Pick<Belongs, 'patientId' | 'visitPersonId'>;
type Usage = Omit<Prescribed, 'code' | 'name' | 'kind' | 'specification' | 'unit' | 'unitPrice' | 'control' | 'facts'>;

/** What the drugs of these lines are and cost on this day. Refuses `unknown-drug`. */
export const prescribed = (ask: Ask, lines: readonly Usage[]): Promise<Prescribed[]> =>
  Promise.all(
    lines.map(async line => {
      const { status, details } = await ask.state(drug, line.drugId);
      if (status !== 'listed' || !details) return refuse('unknown-drug');
      const { code, name, kind, control, specification, unit, unitPrice } = details;
      return { ...line, code, name, kind, control, specification, unit, unitPrice, facts: factsOf(details) };
    }),
  );

/** Diagnoses of the record, under the names they have there. Refuses `record-required`, `diagnosis-not-in-record`, `unknown-diagnosis`. */
const recorded = async (ask: Ask, consultationId: string, named: readonly Diagnosed[]): Promise<Diagnosed[]> => {
  const { written } = await ask.state(record, consultationId);
  if (!written) return refuse('record-required');
  const known = (await ask.open(written.diagnoses)) ?? [];
  const of = ({ system, code }: Diagnosed) => known.find(one => one.system === system && one.code === code);
  const strange = named.filter(one => !of(one));
  if (strange.length > 0) {
    await listed(ask, strange);
    return refuse('diagnosis-not-in-record');
  }
  return named.map(one => of(one) ?? one);
};

/** On the day in Shanghai; null once the person was erased. */
const ageOf = async (ask: Ask, { patientId, visitPersonId }: Whose, now: string): Promise<number | null> => {
  const person = (await ask.state(patient, patientId)).visitPersons[visitPersonId];
  const birthDate = person && (await ask.open(person.birthDate));
  return birthDate ? ageOn(birthDate, chinaDayOf(now)) : null;
};

/** The drugs of a paid one are given up first: whether they are handed out or not is decided there alone. */
const withhold = async (id: string, side: (typeof cancelledBy)[number], reason: string, ask: Ask): Promise<boolean> => {
  if ((await ask.state(dispensing, id)).status === 'none') return false;
  await ask.send(dispensingContract, id, 'cancel', { side, reason });
  return true;
};

/** Of one whose visit was cancelled: HIS may still be asked about it, or a payment be on its way. */
const withholdWithVisit = async (
  { id, side, reason }: { id: string; side: (typeof cancelledBy)[number]; reason: string },
  ask: Ask,
  { status, written }: Prescription,
): Promise<object> => {
  if (written && (status === 'published' || status === 'paid'))
    await ask.send(dispensingContract, id, 'withhold', { patientId: written.patientId, side, reason });
  return {};
};

/** Its visit must carry every step on the way to the patient. */
const whileCarried = async (_: unknown, ask: Ask, { written }: Prescription): Promise<object> => {
  if (written) await carried(ask, written.consultationId);
  return {};
};

/** D3.10, D3.12: a doctor prescribes in a consultation of their own, after its diagnosis was written. */
export const prescription = feature(contract, decider, {
  submit: async ({ id, consultationId, by, now, diagnoses: named, lines, longSupplyReason, answers }, ask) => {
    const belongs = await consulting(ask, consultationId, by.id);
    const diagnoses = await recorded(ask, consultationId, named);
    const drugs = await prescribed(ask, lines);
    const age = await ageOf(ask, belongs, now);
    checkRules({ lines: drugs, diagnoses, longSupplyReason, age }, answers);
    // Last: from here the visit's stream knows it, and whatever cancels the visit cancels it too.
    await ask.send(consultationContract, consultationId, 'prescribe', { prescriptionId: id });
    return { belongs: { consultationId, ...belongs }, diagnoses, prescribed: drugs, age };
  },
  // Also after the visit has ended as it should: what failed would otherwise be a dead end.
  revise: async ({ diagnoses, lines, now }, ask, { written }) => {
    if (!written) return {};
    await carried(ask, written.consultationId);
    return {
      diagnoses: await recorded(ask, written.consultationId, diagnoses),
      prescribed: await prescribed(ask, lines),
      age: await ageOf(ask, written, now),
    };
  },
  claim: whileCarried,
  pass: async (command, ask, state) => {
    await whileCarried(command, ask, state);
    const judged = state.written && (await ask.open(state.written.judged));
    return { toTick: judged?.findings.map(({ rule }) => rule) ?? [] };
  },
  fail: whileCarried,
  publish: whileCarried,
  'confirm-payment': async (_, ask, { written }) => ({
    carried: written !== null && (await isCarried(ask, written.consultationId)),
  }),
  cancel: async ({ id, reason }, ask, { status }) => ({
    withheld: status === 'paid' && (await withhold(id, 'hospital', reason, ask)),
  }),
  'give-up': async ({ id, reason }, ask, { status }) => ({
    withheld: status === 'paid' && (await withhold(id, 'patient', reason, ask)),
  }),
  'cancel-with-visit': withholdWithVisit,
});
