/** 往来: what was asked of outside systems and answered, for who looks for one request among all. */

import { caseQueries } from '@yunzhen/contracts/case/queries';
import type { ExchangeRow } from '@yunzhen/contracts/case/row';
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { callWords, exchangeOutcomeWords, outsideWords, systemWords } from '../../words/states.ts';
import { Exchange } from './exchange.tsx';

const Look = ({ row }: { row: ExchangeRow }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small kind="quiet" onClick={() => setOpen(true)}>
        查看
      </Button>
      {open && (
        <Dialog title={callWords[row.call] ?? row.call} place="drawer" onClose={() => setOpen(false)}>
          <Exchange of={row} />
        </Dialog>
      )}
    </>
  );
};

export const exchanges: Listing<ExchangeRow> = {
  name: '往来',
  query: caseQueries.exchanges,
  idOf: ({ exchangeId }) => exchangeId,
  columns: [
    { key: 'at', title: '时间', value: row => fullTime(row.at), show: row => <Moment at={row.at} /> },
    { key: 'system', title: '系统', value: row => systemWords[row.system] ?? row.system },
    { key: 'call', title: '事项', value: row => callWords[row.call] ?? row.call },
    { key: 'outcome', title: '结果', value: row => exchangeOutcomeWords[row.outcome] },
    { key: 'code', title: '代码', value: row => row.code },
    { key: 'key', title: '编号', value: row => row.key, show: row => shortId(row.key) },
    { key: 'took', title: '用时（毫秒）', value: row => row.took, numeric: true },
    { key: 'request', title: '请求', value: row => row.request, extra: true },
    { key: 'digest', title: '摘要', value: row => row.digest, extra: true },
  ],
  filters: [
    { name: 'system', label: '系统', options: optionsOf(outsideWords) },
    { name: 'outcome', label: '结果', options: optionsOf(exchangeOutcomeWords) },
    { name: 'number', label: '编号' },
  ],
  linked: { patientId: '只看一位患者' },
  rowActions: { access: caseQueries.exchanges.access, Content: Look },
  empty: ['没有往来记录', '与医院信息系统、微信支付的每次请求都记在这里，保存一年。'],
};
