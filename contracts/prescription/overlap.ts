/** One drug on several open sheets of a person: lawful for a renewal, and a hint for doctor and reviewer. */
import type { PrescriptionStatus } from './states.ts';

interface Line {
  readonly code: string;
  readonly name: string;
  readonly days: number;
}
export interface OtherSheet {
  readonly prescriptionId: string;
  readonly status: PrescriptionStatus;
  readonly submittedAt: string;
  readonly lines: readonly Line[];
}

/** Handed in, and neither handed out nor over: the person has these drugs still to come. */
export const openSheets = [
  'submitted',
  'claimed',
  'passed',
  'published',
  'paid',
] as const satisfies readonly PrescriptionStatus[];

/** Each drug of these lines that stands on another open sheet, by its code or its generic name, with the days of supply there. */
export const overlaps = (
  lines: readonly Pick<Line, 'code' | 'name'>[],
  others: readonly OtherSheet[],
): readonly { readonly name: string; readonly days: number; readonly submittedAt: string }[] =>
  others
    .filter(({ status }) => (openSheets as readonly string[]).includes(status))
    .flatMap(({ submittedAt, lines: theirs }) =>
      theirs
        .filter(other => lines.some(({ code, name }) => code === other.code || name === other.name))
        .map(({ name, days }) => ({ name, days, submittedAt })),
    );
