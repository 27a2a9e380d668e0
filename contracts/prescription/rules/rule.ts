/** The shape of a rule for prescriptions, and of what it is asked about: pure data, the same for form, command and reviewer. */
import type { DrugRow } from '../../catalogue/row.ts';
import type { PrescriptionLine } from '../line.ts';
import type { usage } from '../usage.ts';

export type SheetLine = Omit<PrescriptionLine, 'unitPrice'> & { readonly control: DrugRow['control'] };
export interface Sheet {
  readonly lines: readonly SheetLine[];
  readonly diagnoses: readonly { readonly code: string }[];
  readonly longSupplyReason?: string | undefined;
  /** Completed years on the day in Shanghai; null: not known here, as on a template. */
  readonly age: number | null;
}
/** Where it is broken: on one line, or on the sheet as a whole. */
export interface Broken {
  readonly line?: SheetLine;
  /** What is wrong, with its numbers, for the doctor and the reviewer. */
  readonly says: string;
}
/** What a declared rule says and computes. */
export interface Told {
  readonly title: string;
  /** Law, 处方点评 item or writing rule. */
  readonly source: string;
  /** Beside which field of a line it is said. */
  readonly field?: keyof typeof usage;
  readonly broken: (sheet: Sheet) => readonly Broken[];
}
