/** 数据: what the manager sees of all this. */
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { yuan } from '../narrator.ts';
import type { Person } from '../person.ts';
import { must, type Stage } from '../stage.ts';

/** One visit with its prescription, and another patient's without. */
const lived = {
  held: 2,
  booked: 2,
  accepted: 2,
  completed: 2,
  submitted: 1,
  passed: 1,
  dispensed: 1,
  paid: 3,
} as const;
type Counted = keyof typeof lived;
export type Totals = Readonly<Record<Counted | 'revenue', number>>;

/** What happened from this day of the hospital on. */
export const lookAtFigures = (stage: Stage, manager: Person, from: string): Promise<Totals> =>
  stage.step(manager, '看今天的数字', async ({ view }) => {
    await view(statisticsQueries.overview, {}, now => {
      const { patients, inProgress, reviews, pickUps, taken, capacity } = now;
      return `waiting ${patients.value}, in progress ${inProgress.value}, to review ${reviews.value}, to pick up ${pickUps.value}, numbers taken ${taken.value} of ${capacity.value}`;
    });
    const days = await view(statisticsQueries.trend, { from }, rows => {
      const { held, paid, completed, dispensed, revenue } = totals(rows);
      return `held ${held}, paid ${paid}, completed ${completed}, dispensed ${dispensed}, ${yuan(revenue)}`;
    });
    return totals(days);
  });

const totals = (days: readonly Totals[]): Totals => {
  const sum = (name: keyof Totals) => days.reduce((all, day) => all + day[name], 0);
  const counted = Object.keys(lived) as Counted[];
  return Object.fromEntries([...counted, 'revenue' as const].map(name => [name, sum(name)])) as unknown as Totals;
};

/** Others may use the hospital meanwhile: the figures have grown by this visit at least. */
export const compareFigures = async (
  stage: Stage,
  manager: Person,
  { from, before, doctorId, day }: { from: string; before: Totals; doctorId: string; day: string },
): Promise<void> => {
  const after = await lookAtFigures(stage, manager, from);
  await stage.step(manager, '这次就诊已经算在里面', async ({ note, view }) => {
    for (const name of Object.keys(lived) as Counted[])
      must(after[name] >= before[name] + lived[name], `${name} was ${before[name]} and is ${after[name]}`);
    note(
      `${Object.entries(lived)
        .map(([name, count]) => `${name} +${count}`)
        .join(', ')}, ${yuan(after.revenue - before.revenue)}`,
    );
    await view(statisticsQueries.funnel, { day }, ({ steps }) =>
      steps.map(one => `${one.step} ${one.numerator}`).join(' → '),
    );
    await view(statisticsQueries.services, { by: 'doctor', from }, rows => {
      const row = rows.find(one => one.id === doctorId);
      return (
        row !== undefined &&
        `${row.name}: ${row.completed} completed, ${row.satisfied.numerator}/${row.satisfied.denominator} satisfied`
      );
    });
  });
};
