/** Templates as they are listed: mine, or those that others of the department share. */
import {
  type prescriptionTemplateShown,
  type recordTemplateShown,
  templateQueries,
} from '@yunzhen/contracts/template/queries';
import type { z } from 'zod';
import { usePages } from '@/hooks/query';
import type { AskedFor } from '@/ui/loaded';

export interface Asked {
  readonly of: 'me' | 'department';
  /** Searched for; may be empty. */
  readonly q?: string;
}
const params = ({ of, q }: Asked) => (q ? { of, q } : { of });

export const usePrescriptionTemplates = (asked: Asked) =>
  usePages(templateQueries.prescriptionTemplates, params(asked));
export const useRecordTemplates = (asked: Asked) => usePages(templateQueries.recordTemplates, params(asked));

export type PrescriptionTemplate = z.infer<typeof prescriptionTemplateShown>;
export type RecordTemplate = z.infer<typeof recordTemplateShown>;
export type Template = PrescriptionTemplate | RecordTemplate;
export interface Listed<T> extends AskedFor<T[]> {
  readonly more: (() => void) | undefined;
  readonly loadingMore: boolean;
}
export type UseTemplates<T> = (asked: Asked) => Listed<T>;
