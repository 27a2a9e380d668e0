import type { StoredOf } from '@yunzhen/contracts/language';
import type { RecordCommand, RecordEvent, RecordRefusal } from '@yunzhen/contracts/record/record';
import type { RecordStatus } from '@yunzhen/contracts/record/states';
import { contentHash } from '../canonical.ts';
import type { Belongs } from '../consultation/decide.ts';
import { type Decider, type Facts, inputOf, refusing } from '../decider.ts';

type Written = StoredOf<RecordEvent, 'record.written'>;

export interface MedicalRecord {
  readonly status: 'none' | RecordStatus;
  /** The record as it is stored, its personal data sealed; null before it is written. */
  readonly written: Written | null;
}

/** Whose consultation it is about. */
export type Command = Facts<RecordCommand, { write: { belongs: Belongs } }>;

const refuse = refusing<RecordRefusal>();

export const decider: Decider<Command, RecordEvent, MedicalRecord> = {
  initial: { status: 'none', written: null },
  subject: ({ written }) =>
    written && { patientId: written.patientId, doctorId: written.doctorId, departmentId: written.departmentId },
  decide: {
    write: (command, { status }) => {
      if (status === 'published') return refuse('record-published');
      const { belongs, ...content } = inputOf(command);
      return [{ type: 'record.written', data: { recordId: command.id, ...belongs, ...content } }];
    },
    publish: ({ id }, { status, written }) => {
      if (!written) return refuse('unknown-record');
      if (status === 'published') return [];
      const { patientId, visitPersonId, doctorId, departmentId } = written;
      const belongs = { patientId, visitPersonId, doctorId, departmentId };
      return [{ type: 'record.published', data: { recordId: id, ...belongs, contentHash: contentHash(written) } }];
    },
  },
  evolve: {
    'record.written': (_, written) => ({ status: 'written', written }),
    'record.published': state => ({ ...state, status: 'published' }),
  },
};
