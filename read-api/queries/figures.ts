/** O3.1: the number of a figure, its days and the rows behind it, all from its one declaration. */
import { departmentsView } from '@yunzhen/contracts/catalogue/row';
import { type Happened, isHappened, type Standing } from '@yunzhen/contracts/figures/figure';
import {
  type FigureName,
  type FigureQuery,
  type FigureRow,
  figureNames,
  figureQueries,
  figureQueryName,
  figures,
} from '@yunzhen/contracts/figures/queries';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { columnOf } from '@yunzhen/contracts/statistics/fact';
import { z } from 'zod';
import { type Asking, answer, type View } from '../answer.ts';
import { ask, daysOf, ofDepartment, rangeOf } from '../figures.ts';
import { adds, counts, number, rowCount, rowsOf } from '../happened.ts';
import { byId } from '../names.ts';
import { cursorOf, placeOf } from '../paging.ts';
import { standingRows, stands } from '../standing.ts';

type Params = z.output<z.ZodObject<FigureQuery['params']>>;
type Unnamed = Omit<FigureRow, 'departmentName' | 'doctorName'> & {
  readonly departmentId?: string | null;
  readonly doctorId?: string | null;
};

/** The page with its names; one row more than it holds says that there is a next one. */
const paged = async (view: View, found: readonly Unnamed[], limit: number) => {
  const rows = found.slice(0, limit);
  const [departments, doctors] = await Promise.all([
    byId(
      view,
      departmentsView,
      rows.map(row => row.departmentId),
    ),
    byId(
      view,
      practitionersView,
      rows.map(row => row.doctorId),
    ),
  ]);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ departmentId, doctorId, ...row }) => ({
      ...row,
      departmentName: departments.get(departmentId ?? '')?.name ?? null,
      doctorName: doctors.get(doctorId ?? '')?.name ?? null,
    })),
    next: found.length > limit && last ? cursorOf([last.at, last.rowId]) : null,
  };
};

const standingAnswer = async (figure: Standing, { params, view, now }: Asking<Params>) => {
  const behind = params.cursor ? placeOf(params.cursor) : null;
  const [{ count, value }, found] = await Promise.all([
    stands(view, figure, now),
    standingRows(view, figure, now, behind, params.limit + 1),
  ]);
  const rows = found.map(row => ({ ...row, day: null }));
  return { count, value, days: [], ...(await paged(view, rows, params.limit)) };
};

const place = z.tuple([z.iso.datetime(), z.uuid()]);
/** The newest first, ties broken by the event. */
const rowsText = (figure: Happened, departmentId: string | undefined, behind: boolean) => `
  SELECT event_id AS rowId, ${columnOf(figure.of.subject)} AS subjectId,
    formatDateTime(at, '%Y-%m-%dT%H:%i:%S.%f', 'UTC') AS instant, day,
    department_id AS departmentId, doctor_id AS doctorId, ${adds(figure)} AS value
  FROM ${rowsOf([figure], true, true)}
  WHERE ${counts(figure)} ${ofDepartment(departmentId)}
    ${behind ? "AND (at, event_id) < ({at:DateTime64(3, 'UTC')}, {rowId:UUID})" : ''}
  ORDER BY at DESC, event_id DESC
  LIMIT {limit:UInt32}`;
const daysText = (figure: Happened, departmentId: string | undefined) => `
  SELECT day, ${rowCount(figure)} AS count, ${number(figure)} AS value
  FROM ${rowsOf([figure], departmentId !== undefined)}
  WHERE 1 ${ofDepartment(departmentId)}
  GROUP BY day`;

const happenedAnswer = async (figure: Happened, { params, clickhouse, view, now }: Asking<Params>) => {
  const range = rangeOf(params, now);
  const { success, data } = place.safeParse(params.cursor ? placeOf(params.cursor) : null);
  const behind = success ? { at: data[0].replace('T', ' ').replace('Z', ''), rowId: data[1] } : {};
  const [days, found] = await Promise.all([
    ask<{ day: string; count: number; value: number }>(clickhouse, daysText(figure, range.departmentId), range),
    ask<Omit<Unnamed, 'at' | 'late'> & { instant: string }>(clickhouse, rowsText(figure, range.departmentId, success), {
      ...{ ...range, ...behind, limit: params.limit + 1 },
    }),
  ]);
  const onDay = new Map(days.map(({ day, value }) => [day, value]));
  const rows = found.map(({ instant, ...row }) => ({ ...row, at: `${instant.slice(0, 23)}Z`, late: false }));
  return {
    count: days.reduce((all, { count }) => all + count, 0),
    value: days.reduce((all, { value }) => all + value, 0),
    days: daysOf(range).map(day => ({ day, value: onDay.get(day) ?? 0 })),
    ...(await paged(view, rows, params.limit)),
  };
};

const answerOf = (name: FigureName) => {
  const figure: Happened | Standing = figures[name];
  return answer(figureQueryName(name), figureQueries[name], asking =>
    isHappened(figure) ? happenedAnswer(figure, asking) : standingAnswer(figure, asking),
  );
};
export const figureAnswers = figureNames.map(answerOf);
