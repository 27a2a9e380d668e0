import type { StoredOf } from '@yunzhen/contracts/language';
import { prescriptionTemplatesView, recordTemplatesView } from '@yunzhen/contracts/template/row';
import type { TemplateEvent } from '@yunzhen/contracts/template/template';
import { initials } from '../pinyin.ts';
import { type Operation, project } from '../view.ts';

const named = (name: string) => ({ name, initials: initials(name) });

/** What happens to templates of either kind; those of the other kind are not there. */
const afterwards = {
  'template.changed': ({ templateId, name, sharing }: StoredOf<TemplateEvent, 'template.changed'>) => ({
    id: templateId,
    existing: true as const,
    set: { ...named(name), sharing },
  }),
  'template.deleted': ({ templateId }: StoredOf<TemplateEvent, 'template.deleted'>): Operation<never> => ({
    id: templateId,
    remove: true,
  }),
};
const indexes = [
  { doctorId: 1, savedAt: -1 },
  { departmentId: 1, sharing: 1, savedAt: -1 },
] as const;

/** D4.3: the templates for prescriptions that there are. */
export const prescriptionTemplates = project(prescriptionTemplatesView)<TemplateEvent>(
  {
    'template.prescription-saved': ({ longSupplyReason = null, ...e }, { at }) => ({
      id: e.templateId,
      set: { ...e, ...named(e.name), longSupplyReason, savedAt: at },
    }),
    ...afterwards,
  },
  indexes,
);

/** D4.3: the templates for medical records that there are. */
export const recordTemplates = project(recordTemplatesView)<TemplateEvent>(
  {
    'template.record-saved': (
      { chiefComplaint = null, presentIllness = null, pastHistory = null, advice = null, ...e },
      { at },
    ) => ({
      id: e.templateId,
      set: { ...e, ...named(e.name), chiefComplaint, presentIllness, pastHistory, advice, savedAt: at },
    }),
    ...afterwards,
  },
  indexes,
);
