import type { ComplaintEvent } from '@yunzhen/contracts/complaint/complaint';
import { complaintsView } from '@yunzhen/contracts/complaint/row';
import { project } from '../view.ts';

/** P10.4, O1.5: every complaint; one that is made again goes on in the same document. */
export const complaints = project(complaintsView)<ComplaintEvent>(
  {
    'complaint.filed': ({ text, pictures, ...e }, { at }) => ({
      id: e.complaintId,
      set: { ...e, status: 'new', filedAt: at, operatorId: null, endedAt: null, outcome: null },
      push: { letters: { from: 'patient', text, pictures, at } },
    }),
    'complaint.taken': e => ({ id: e.complaintId, set: { status: 'in-hand', operatorId: e.operatorId } }),
    'complaint.answered': ({ complaintId, outcome, text }, { at }) => ({
      id: complaintId,
      set: { status: 'answered', outcome, endedAt: at },
      push: { letters: { from: 'hospital', text, pictures: [], at } },
    }),
    'complaint.withdrawn': (e, { at }) => ({ id: e.complaintId, set: { status: 'withdrawn', endedAt: at } }),
  },
  [{ status: 1, dueAt: 1 }, { patientId: 1, filedAt: -1 }, { filedAt: -1 }],
);
