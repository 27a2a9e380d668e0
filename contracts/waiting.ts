/** What waits for somebody's next step, declared once: lists, counts, what is late and how long is left follow from it. */
import type { Role } from './roles.ts';
import type { ViewShape } from './shape.ts';

/** From when it is late: minutes after the instant in a field, or the instant in a field. */
type Late<F extends string> = { readonly since: F; readonly minutes: number } | { readonly until: F };

export interface Waiting<S extends string = string, L extends Late<string> = Late<string>> {
  readonly of: ViewShape;
  /** Values of the field `status` in which a row waits. */
  readonly in: readonly S[];
  /** Whose next step it is. */
  readonly next: readonly Role[];
  /** Field with the id of who has it in hand: then it waits for them alone. */
  readonly inHand?: string;
  readonly late: L;
}

/** `waiting(dispensingsView)({ in: ['ready'], next: ['pharmacist'], late: { since: 'readiedAt', minutes: 1440 } })` */
export const waiting =
  <D extends { status: string }>(of: ViewShape<D>) =>
  <const S extends D['status'], const L extends Late<keyof D & string>>(
    declared: Omit<Waiting<S, L>, 'of' | 'inHand'> & { readonly inHand?: keyof D & string },
  ): Waiting<S, L> => ({ of, ...declared });

/** Field with the instant that everything is reckoned from. */
export const fieldOf = ({ late }: Pick<Waiting, 'late'>): string => ('until' in late ? late.until : late.since);

/** At this moment (epoch ms): late is what has this instant in that field, or an earlier one. */
export const lateFrom = ({ late }: Pick<Waiting, 'late'>, now: number): string =>
  new Date('until' in late ? now : now - late.minutes * 60_000).toISOString();

type Row = Readonly<Record<string, unknown>> & { readonly status: string };
export const isWaiting = (declared: Pick<Waiting, 'in'>, { status }: Pick<Row, 'status'>): boolean =>
  declared.in.includes(status);

/** At this moment (epoch ms). */
export const isLate = (declared: Waiting, row: Row, now: number): boolean => {
  const at = row[fieldOf(declared)];
  return isWaiting(declared, row) && typeof at === 'string' && at <= lateFrom(declared, now);
};
