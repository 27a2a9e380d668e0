import type { PrescriptionLine } from '@yunzhen/contracts/prescription/line';
import type { TemplateCommand, TemplateEvent, TemplateRefusal } from '@yunzhen/contracts/template/template';
import { type Decider, type Facts, inputOf, refusing } from '../decider.ts';
import { brokenRule, type Prescribed } from '../prescription/rules.ts';

export interface Template {
  readonly status: 'none' | 'prescription' | 'record' | 'deleted';
  readonly doctorId: string;
  readonly name: string;
  readonly sharing: 'own' | 'department';
}

/** The author's department, and what the drugs are and cost today. */
export type Command = Facts<
  TemplateCommand,
  {
    'save-prescription': { departmentId: string; prescribed: readonly Prescribed[] };
    'save-record': { departmentId: string };
  }
>;

const refuse = refusing<TemplateRefusal>();

/** A template stays of the kind it was at first, and never comes back. */
const writable = ({ status }: Template, kind: 'prescription' | 'record'): void => {
  if (status !== 'none' && status !== kind) refuse('unknown-template');
};
/** Neither the ID number nor the mobile number of anybody; names cannot be told from other words. */
const impersonal = (...texts: readonly (string | undefined)[]): void => {
  if (texts.some(text => text && /(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/.test(text))) refuse('personal-data');
};

export const decider: Decider<Command, TemplateEvent, Template> = {
  initial: { status: 'none', doctorId: '', name: '', sharing: 'own' },
  subject: ({ status, doctorId }) => (status === 'none' ? null : { doctorId }),
  decide: {
    'save-prescription': (command, state) => {
      const { prescribed, lines: _, ...content } = inputOf(command);
      writable(state, 'prescription');
      impersonal(content.name, content.longSupplyReason);
      // Whoever uses it should be able to hand it in as it is.
      const broken = brokenRule({ ...content, lines: prescribed, age: null });
      if (broken) return refuse(broken);
      const lines = prescribed.map(({ control: _, ...line }): PrescriptionLine => line);
      const data = { templateId: command.id, doctorId: command.by.id, ...content, lines };
      return [{ type: 'template.prescription-saved', data }];
    },
    'save-record': (command, state) => {
      const content = inputOf(command);
      const { chiefComplaint, presentIllness, pastHistory, advice } = content;
      const texts = [chiefComplaint, presentIllness, pastHistory, advice];
      writable(state, 'record');
      if (texts.every(text => text === undefined)) return refuse('template-empty');
      impersonal(content.name, ...texts);
      return [{ type: 'template.record-saved', data: { templateId: command.id, doctorId: command.by.id, ...content } }];
    },
    change: ({ id, name, sharing }, { status, ...known }) => {
      if (status === 'none' || status === 'deleted') return refuse('unknown-template');
      impersonal(name);
      if (name === known.name && sharing === known.sharing) return [];
      return [{ type: 'template.changed', data: { templateId: id, name, sharing } }];
    },
    delete: ({ id }, { status }) => {
      if (status === 'none') return refuse('unknown-template');
      return status === 'deleted' ? [] : [{ type: 'template.deleted', data: { templateId: id } }];
    },
  },
  evolve: {
    'template.prescription-saved': (_, { doctorId, name, sharing }) => ({
      status: 'prescription',
      doctorId,
      name,
      sharing,
    }),
    'template.record-saved': (_, { doctorId, name, sharing }) => ({ status: 'record', doctorId, name, sharing }),
    'template.changed': (state, { name, sharing }) => ({ ...state, name, sharing }),
    'template.deleted': state => ({ ...state, status: 'deleted' }),
  },
};
