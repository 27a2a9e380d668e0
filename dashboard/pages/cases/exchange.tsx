import type { ExchangeRow } from '@yunzhen/contracts/case/row';
import { Dated } from '../../parts/detail.tsx';
import { Facts } from '../../parts/facts.tsx';
import { exchangeOutcomeWords } from '../../words/states.ts';
import { ExchangeBodies } from './exchange-bodies.tsx';

/** One request and its answer. */
export const Exchange = ({ of }: { of: ExchangeRow }) => (
  <Dated title={exchangeOutcomeWords[of.outcome]} at={of.at}>
    <Facts
      of={[
        ['请求', of.request],
        ['用时', `${of.took} 毫秒`],
        ['代码', of.code],
        ['摘要', of.digest],
      ]}
    />
    <ExchangeBodies of={of} />
  </Dated>
);
