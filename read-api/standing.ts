/** What stands at this moment, in MongoDB: of each figure one text for its rows. Number and rows are made of it. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { Standing } from '@yunzhen/contracts/figures/figure';
import { fieldOf, lateFrom } from '@yunzhen/contracts/waiting';
import type { View } from './answer.ts';

export interface StandingRow {
  readonly rowId: string;
  readonly subjectId: string;
  readonly at: string;
  readonly late: boolean;
  readonly value: number;
  readonly departmentId?: string | null;
  readonly doctorId?: string | null;
}

const filterOf = ({ in: states, late, today }: Standing, now: Date): Readonly<Record<string, unknown>> => ({
  status: { $in: [...states] },
  // What has not begun yet does not wait.
  ...(late && 'since' in late && { [late.since]: { $lte: now.toISOString() } }),
  ...(today && { [today]: chinaDayOf(now) }),
});

/** A pipeline whose documents are the rows behind the figure (StandingRow). */
const stages = (figure: Standing, now: Date): object[] => {
  const { each, subject, at, late, sum } = figure;
  const filter = filterOf(figure, now);
  const inside = (field: string) => (each ? `${each.list}.${field}` : field);
  const elements = each && [
    { $match: { [each.list]: { $elemMatch: filter } } },
    { $unwind: `$${each.list}` },
    { $match: Object.fromEntries(Object.entries(filter).map(([field, value]) => [inside(field), value])) },
  ];
  const isLate = late && { $lte: [`$${inside(fieldOf({ late }))}`, lateFrom({ late }, now.getTime())] };
  const row = {
    ...{ _id: 0, rowId: `$${each ? inside(each.id) : subject}`, subjectId: `$${subject}`, at: `$${inside(at)}` },
    ...{ late: isLate ?? { $literal: false }, value: sum ? `$${sum}` : { $literal: 1 } },
    ...{ departmentId: 1, doctorId: 1 },
  };
  return [...(elements ?? [{ $match: filter }]), { $project: row }];
};

export interface Stands {
  readonly count: number;
  readonly value: number;
  readonly late: number;
  /** The first instant of a row. */
  readonly first: string | null;
}

export const stands = async (view: View, figure: Standing, now: Date): Promise<Stands> => {
  const group = {
    ...{ _id: null, count: { $sum: 1 }, value: { $sum: '$value' }, first: { $min: '$at' } },
    late: { $sum: { $cond: ['$late', 1, 0] } },
  };
  const [found] = await view(figure.of)
    .aggregate<Stands & { _id: null }>([...stages(figure, now), { $group: group }])
    .toArray();
  const { _id, ...all } = found ?? { _id: null, count: 0, value: 0, late: 0, first: null };
  return all;
};

/** So many rows behind a place, the longest standing first. */
export const standingRows = (
  view: View,
  figure: Standing,
  now: Date,
  behind: readonly [at: unknown, rowId: string] | null,
  limit: number,
): Promise<StandingRow[]> =>
  view(figure.of)
    .aggregate<StandingRow>([
      ...stages(figure, now),
      ...(behind
        ? [{ $match: { $or: [{ at: { $gt: behind[0] } }, { at: behind[0], rowId: { $gt: behind[1] } }] } }]
        : []),
      { $sort: { at: 1, rowId: 1 } },
      { $limit: limit },
    ])
    .toArray();
