import { isDeepStrictEqual } from 'node:util';
import { type DrugCommand, type DrugEvent, type DrugRefusal, insert } from '@yunzhen/contracts/catalogue/drug';
import type { DataOf } from '@yunzhen/contracts/language';
import { type Decider, inputOf, refusing } from '../decider.ts';

type Details = Omit<DataOf<DrugEvent, 'drug.listed'>, 'drugId'>;

/** What a prescription copies and checks; null before it was ever listed. */
export interface Drug {
  readonly status: 'none' | 'listed' | 'delisted';
  readonly details: Readonly<Details> | null;
}

const insertOf = (details: Drug['details']) =>
  details && Object.fromEntries(Object.entries(details).filter(([key]) => key in insert));

const refuse = refusing<DrugRefusal>();

export const decider: Decider<DrugCommand, DrugEvent, Drug> = {
  initial: { status: 'none', details: null },
  decide: {
    /** Again with other details is a correction, and what is off the list comes back: so an import can simply be repeated. */
    list: (command, { status, details }) => {
      // What a table leaves out of the package insert stays as it was: an import would else take the limits away.
      const listed = { ...(status === 'listed' && insertOf(details)), ...inputOf(command) };
      if (status === 'listed' && isDeepStrictEqual(listed, details)) return [];
      return [{ type: 'drug.listed', data: { drugId: command.id, ...listed } }];
    },
    price: ({ id, unitPrice }, { status, details }) => {
      if (!details) return refuse('unknown-drug');
      if (status === 'delisted') return refuse('drug-delisted');
      return unitPrice === details.unitPrice ? [] : [{ type: 'drug.priced', data: { drugId: id, unitPrice } }];
    },
    delist: ({ id }, { status }) => {
      if (status === 'none') return refuse('unknown-drug');
      return status === 'delisted' ? [] : [{ type: 'drug.delisted', data: { drugId: id } }];
    },
  },
  evolve: {
    'drug.listed': (_, { drugId: __, ...details }) => ({ status: 'listed', details }),
    'drug.priced': ({ status, details }, { unitPrice }) => ({ status, details: details && { ...details, unitPrice } }),
    'drug.delisted': state => ({ ...state, status: 'delisted' }),
  },
};
