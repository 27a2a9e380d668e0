import { dispensing as dispensingContract } from '@yunzhen/contracts/dispensing/dispensing';
import { prescription as contract } from '@yunzhen/contracts/prescription/prescription';
import { refuse } from '@yunzhen/platform/refusal';
import { drug } from '../catalogue/drug.ts';
import { dispensing } from '../dispensing/dispensing.ts';
import { type Ask, feature } from '../feature.ts';
import { consulting } from '../record/consulting.ts';
import { record } from '../record/record.ts';
import { decider } from './decide.ts';
import type { Prescribed } from './rules.ts';

type Usage = Omit<Prescribed, 'code' | 'name' | 'kind' | 'specification' | 'unit' | 'price' | 'control'>;

/** What the drugs of these lines are and cost on this day. Refuses `unknown-drug`. */
export const prescribed = (ask: Ask, lines: readonly Usage[]): Promise<Prescribed[]> =>
  Promise.all(
    lines.map(async line => {
      const { status, details } = await ask.state(drug, line.drugId);
      if (status !== 'listed' || !details) return refuse('unknown-drug');
      const { code, name, kind, control, specification, unit, price } = details;
      return { ...line, code, name, kind, control, specification, unit, price };
    }),
  );

/** The drugs of a paid one are given up first: whether they are handed out or not is decided there alone. */
const withhold = async (id: string, reason: string, ask: Ask): Promise<boolean> => {
  if ((await ask.state(dispensing, id)).status === 'none') return false;
  await ask.send(dispensingContract, id, 'cancel', { reason });
  return true;
};

/** D3.10, D3.12: a doctor prescribes in a consultation of their own, after its diagnosis was written. */
export const prescription = feature(contract, decider, {
  submit: async ({ consultationId, by, lines }, ask) => {
    const belongs = await consulting(ask, consultationId, by.id);
    if ((await ask.state(record, consultationId)).status === 'none') return refuse('record-required');
    return { belongs: { consultationId, ...belongs }, prescribed: await prescribed(ask, lines) };
  },
  revise: async ({ by, lines }, ask, { written }) => {
    if (written) await consulting(ask, written.consultationId, by.id);
    return { prescribed: await prescribed(ask, lines) };
  },
  cancel: async ({ id, reason }, ask, { status }) => ({
    withheld: status === 'paid' && (await withhold(id, reason, ask)),
  }),
});
