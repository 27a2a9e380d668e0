import type { ExchangeRow } from '@yunzhen/contracts/case/row';
import { Dated } from '../../parts/detail.tsx';
import { Facts } from '../../parts/facts.tsx';
import { exchangeOutcomeWords } from '../../words/states.ts';

/** One request and its answer; the bodies as far as the role may see them. */
export const Exchange = ({ of }: { of: ExchangeRow }) => (
  <Dated title={exchangeOutcomeWords[of.outcome]} at={of.at}>
    <Facts
      of={[
        ['请求', of.request],
        ['用时', `${of.took} 毫秒`],
        ['代码', of.code],
        ['内容', of.asked],
        ['回答', of.answered],
        ['摘要', of.digest],
      ]}
    />
  </Dated>
);
