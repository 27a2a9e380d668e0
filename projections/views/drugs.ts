import type { DrugEvent } from '@yunzhen/contracts/catalogue/drug';
import { drugsView } from '@yunzhen/contracts/catalogue/row';
import { initials } from '../pinyin.ts';
import { project } from '../view.ts';

/** O2.5: the drug dictionary as doctors search it. */
export const drugs = project(drugsView)<DrugEvent>(
  {
    'drug.listed': e => ({ id: e.drugId, set: { ...e, initials: initials(e.name), listed: true } }),
    'drug.priced': e => ({ id: e.drugId, set: { unitPrice: e.unitPrice } }),
    'drug.delisted': e => ({ id: e.drugId, set: { listed: false } }),
  },
  [{ position: 1 }],
);
