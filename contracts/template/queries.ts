import { z } from 'zod';
import { drugRow, drugsView } from '../catalogue/row.ts';
import { text } from '../language.ts';
import { practitionersView } from '../practitioner/row.ts';
import { prescriptionLine } from '../prescription/line.ts';
import { page, paging, query } from '../query.ts';
import { shared } from './reach.ts';
import { prescriptionTemplateRow, prescriptionTemplatesView, recordTemplateRow, recordTemplatesView } from './row.ts';

const shown = { doctorName: z.string().nullable() };
export const prescriptionTemplateShown = prescriptionTemplateRow.extend({
  ...shown,
  lines: z.array(
    prescriptionLine.extend({
      /** As the dictionary has the drug at this moment; null when it is not listed any more. */
      drug: drugRow.nullable(),
    }),
  ),
});
export const recordTemplateShown = recordTemplateRow.extend(shown);

const asked = {
  access: { doctor: shared },
  params: {
    ...paging,
    /** Those I saved, or those that others of my department share. */
    of: z.enum(['me', 'department']),
    /** A part of the name, or the beginning of its pinyin initials. */
    q: text(30).optional(),
  },
} as const;

export const templateQueries = {
  prescriptionTemplates: query({
    ...asked,
    path: '/prescription-templates',
    summary: 'D4.3 Templates for prescriptions, newest first: my own, or those that others of my department share',
    result: page(prescriptionTemplateShown),
    reads: [prescriptionTemplatesView, practitionersView, drugsView],
  }),
  recordTemplates: query({
    ...asked,
    path: '/record-templates',
    summary: 'D4.3 Templates for medical records, newest first: my own, or those that others of my department share',
    result: page(recordTemplateShown),
    reads: [recordTemplatesView, practitionersView],
  }),
};
