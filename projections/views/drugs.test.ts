import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { drugs } from './drugs.ts';

const details = {
  ...{ drugId: 'd', code: 'XC08CAA189A001010100001', name: '苯磺酸氨氯地平片', kind: 'western', control: 'none' },
  ...{ form: '片剂', specification: '5mg*7片', maker: '某药业', unit: '盒', unitPrice: 2_55000 },
};

test('[O2.5] a drug has its last price, pinyin initials, and is off the list once it was delisted', () =>
  spec(drugs)
    .given(
      { type: 'drug.listed', data: details },
      { type: 'drug.priced', data: { drugId: 'd', unitPrice: 2_10000 } },
      { type: 'drug.delisted', data: { drugId: 'd' } },
    )
    .then('d', { ...details, unitPrice: 2_10000, initials: 'bhsaldpp', listed: false }));
