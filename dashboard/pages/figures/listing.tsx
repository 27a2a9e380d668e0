/** The rows behind a figure as a list: its columns follow from what the figure is made of. */
import { type Figure, isHappened, isMoney } from '@yunzhen/contracts/figures/figure';
import {
  type FigureName,
  type FigureRow,
  figureNames,
  figureQueries,
  figures,
} from '@yunzhen/contracts/figures/queries';
import { Link } from 'react-router';
import { z } from 'zod';
import type { Column, Listing } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { count, dayOf, dayPlus, fullTime, money, shortId } from '../../words/format.ts';
import { subjectAddress } from './address.ts';

const late = { late: { word: '已超期', tone: 'wrong' } } as const;

const subjectOf = (figure: Figure): string => (isHappened(figure) ? figure.of.subject : figure.subject);
/** Rows of some views name neither department nor doctor. */
const hasPlace = (figure: Figure): boolean =>
  isHappened(figure) || (figure.of.row instanceof z.ZodObject && 'departmentId' in figure.of.row.shape);
const timeOf = (figure: Figure): string => {
  if (isHappened(figure)) return '时间';
  return figure.late && 'until' in figure.late ? '到期' : '开始';
};

const columnsOf = (figure: Figure): readonly Column<FigureRow>[] => [
  {
    key: 'id',
    title: '单号',
    value: row => row.subjectId,
    show: ({ subjectId }) => {
      const to = subjectAddress(subjectOf(figure), subjectId);
      return to ? <Link to={to}>{shortId(subjectId)}</Link> : shortId(subjectId);
    },
  },
  { key: 'at', title: timeOf(figure), value: row => fullTime(row.at), show: row => <Moment at={row.at} /> },
  ...(isHappened(figure) && figure.of.on.length > 0
    ? [{ key: 'day', title: '计入日期', value: (row: FigureRow) => row.day }]
    : []),
  ...(hasPlace(figure)
    ? [
        { key: 'department', title: '科室', value: (row: FigureRow) => row.departmentName },
        { key: 'doctor', title: '医生', value: (row: FigureRow) => row.doctorName },
      ]
    : []),
  ...(!isHappened(figure) && figure.late
    ? [
        {
          key: 'late',
          title: '超期',
          value: (row: FigureRow) => (row.late ? late.late.word : null),
          show: (row: FigureRow) => row.late && <StateTag of={late} is="late" />,
        },
      ]
    : []),
  ...(figure.sum
    ? [
        {
          key: 'value',
          title: isMoney(figure) ? '金额' : '号数',
          value: (row: FigureRow) => row.value,
          ...(isMoney(figure) ? { money: true } : { numeric: true }),
        },
      ]
    : []),
];

export const shownOf = (figure: Figure, value: number): string => (isMoney(figure) ? money(value) : count(value));

const listingOf = (name: FigureName): Listing<FigureRow> => {
  const figure: Figure = figures[name];
  return {
    name: figure.title,
    query: figureQueries[name],
    idOf: ({ rowId }) => rowId,
    columns: columnsOf(figure),
    filters: [],
    ...(isHappened(figure) && {
      usualDays: () => {
        const today = dayOf(new Date());
        return [dayPlus(today, -13), today] as const;
      },
    }),
    total: ({ count: all = 0, value = 0 }) =>
      `共 ${count(all)} 条${figure.sum ? `，合计 ${shownOf(figure, value)}` : ''}`,
    empty: isHappened(figure) ? ['这些天没有', '换一个日期或科室看看。'] : ['现在没有', '有了会自己出现在这里。'],
  };
};

export const figureListings = Object.fromEntries(figureNames.map(name => [name, listingOf(name)])) as Readonly<
  Record<FigureName, Listing<FigureRow>>
>;
