import type { RecordEvent } from '@yunzhen/contracts/record/record';
import { recordsView } from '@yunzhen/contracts/record/row';
import { project } from '../view.ts';

/** P10.3, D3.8: every medical record as it was written last. */
export const records = project(recordsView)<RecordEvent>(
  {
    'record.written': (e, { at }) => ({
      id: e.recordId,
      set: { ...e, writtenAt: at, publishedAt: null, contentHash: null },
    }),
    'record.published': ({ recordId, contentHash }, { at }) => ({
      id: recordId,
      set: { publishedAt: at, contentHash },
    }),
  },
  [
    { patientId: 1, writtenAt: -1 },
    { doctorId: 1, writtenAt: -1 },
  ],
);
