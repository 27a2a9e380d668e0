import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, name, type RefusalOf, text, unitPrice } from '../language.ts';
import { drugCode } from '../numbers.ts';

export const drugKinds = ['western', 'patent', 'herbal'] as const;
/** Narcotic, psychotropic, toxic and radioactive drugs are never prescribed online. */
export const drugControls = ['none', 'narcotic', 'psychotropic', 'toxic', 'radioactive', 'special'] as const;

/** Of a piece of the specification: 片, 粒, or ml of what is poured. */
const pieces = z.int().min(1).max(10_000).optional();
/** What the package insert says and rules compute with (contracts/prescription/rules); what is not known is not judged. */
export const insert = {
  mostAtOnce: pieces,
  mostPerDay: pieces,
  /** Years. */
  leastAge: z.int().min(1).max(120).optional(),
  /** At least so many days between two doses: 7 for a drug that is taken once a week. */
  daysApart: z.int().min(2).max(31).optional(),
  ingredients: z.array(text(40)).max(20).optional(),
  /** Pharmacological group: NSAID. */
  group: text(20).optional(),
  /** Diseases by their codes or how these begin: I10, E11. */
  indications: z.array(text(12)).max(50).optional(),
};

const details = {
  /** National insurance drug code, 23 characters. */
  code: drugCode,
  name: name(60),
  kind: z.enum(drugKinds),
  control: z.enum(drugControls),
  form: text(20),
  specification: text(60),
  maker: text(60),
  /** What one is sold: 盒, 瓶, 袋, g. */
  unit: text(6),
  unitPrice,
  ...insert,
};

/** O2.5: a drug of the dictionary. Stream `drug-<id>`. */
export const drug = capability('drug', {
  events: { listed: { drugId: id, ...details }, priced: { drugId: id, unitPrice }, delisted: { drugId: id } },
  about: {
    listed: {},
    priced: {},
    delisted: {},
  },
  commands: {
    list: { summary: 'O2.5 List a drug', access: { operator: 'any' }, input: details },
    price: { summary: 'O2.5 Change the price of a drug', access: { operator: 'any' }, input: { unitPrice } },
    delist: { summary: 'O2.5 Take a drug off the list', access: { operator: 'any' }, input: {} },
  },
  refusals: ['unknown-drug', 'drug-delisted'],
});

export type DrugEvent = EventOf<typeof drug>;
export type DrugCommand = CommandOf<typeof drug>;
export type DrugRefusal = RefusalOf<typeof drug>;
