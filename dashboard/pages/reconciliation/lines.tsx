import type { bookRanks } from '@yunzhen/contracts/reconciliation/books';
import type { LineKind } from '@yunzhen/contracts/reconciliation/kinds';
import {
  type BookLine,
  type BookSum,
  type bookNames,
  reconciliationQueries,
} from '@yunzhen/contracts/reconciliation/queries';
import { usePages } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import { fullTime } from '../../words/format.ts';
import { lineKindWords } from '../../words/states.ts';

/** Which rows: of one book and day, and of one kind where one is named. */
export interface Asked {
  readonly day: string;
  /** The last, where it is not the first. */
  readonly to?: string;
  readonly business?: BookSum['business'];
  readonly book: (typeof bookNames)[number];
  readonly line?: LineKind;
  readonly part?: string;
  readonly ours?: boolean;
}
export const bookWords = { platform: '平台', trade: '交易账单', 'fund-flow': '资金账单' } as const;

/** How we see one of ours; a statement's words stay the channel's. */
const rankWords: Readonly<Record<string, string>> = {
  waiting: '待渠道确认',
  accepted: '渠道已受理',
  abnormal: '退款异常',
  closed: '退款关闭',
  done: '已完成',
} satisfies Record<Exclude<keyof typeof bookRanks, 'item'>, string>;

export const lineColumns: readonly Column<BookLine>[] = [
  { key: 'book', title: '账簿', value: row => bookWords[row.book] },
  { key: 'at', title: '时间', value: row => row.at && fullTime(row.at) },
  { key: 'line', title: '类别', value: row => lineKindWords[row.line] },
  { key: 'word', title: '状态或业务类型', value: ({ book, word }) => (book === 'platform' && rankWords[word]) || word },
  { key: 'key', title: '商户单号', value: row => row.key },
  { key: 'transaction', title: '微信单号', value: row => row.transaction },
  { key: 'amount', title: '金额', value: row => row.amount, money: true },
  {
    key: 'fee',
    title: '手续费',
    value: ({ book, fee }) => (book === 'platform' ? null : Math.round(fee / 1_000)),
    money: true,
  },
  { key: 'balance', title: '结余', value: row => row.balance, money: true },
  { key: 'number', title: '文件行', value: row => row.number || null, numeric: true },
];
export const lineIdOf = ({ book, key, part, number, at, word }: BookLine): string =>
  `${book} ${key} ${part} ${number} ${at} ${word}`;

/** The rows behind a number. */
export const Lines = ({ of, onClose }: { of: Asked; onClose: () => void }) => {
  const { ours, ...named } = of;
  const asked = usePages(reconciliationQueries.bookLines, {
    ...named,
    ...(ours !== undefined && { ours: String(ours) }),
    limit: 50,
  });
  return (
    <Card
      title={`${bookWords[of.book]} ${of.line ? lineKindWords[of.line] : ''}明细`}
      extra={<Button onClick={onClose}>收起</Button>}
    >
      <Answer to={{ ...asked, data: asked.rows }} rows={8} shape="table">
        {rows =>
          rows.length === 0 ? (
            <EmptyState title="没有记录" />
          ) : (
            <>
              <Table label="明细" columns={lineColumns} rows={rows} idOf={lineIdOf} />
              {asked.hasNextPage && (
                <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                  更多
                </Button>
              )}
            </>
          )
        }
      </Answer>
    </Card>
  );
};
