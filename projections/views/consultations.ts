import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import type { ConsultationRow } from '@yunzhen/contracts/consultation/row';
import { consultationsView } from '@yunzhen/contracts/consultation/row';
import type { Sealed } from '@yunzhen/contracts/sealed';
import type { Meta } from '../view.ts';
import { project } from '../view.ts';

const ended =
  (status: ConsultationRow['status']) =>
  (e: { consultationId: string; reason?: Sealed<string> | undefined }, { at }: Meta) => ({
    id: e.consultationId,
    set: { status, endedAt: at, endReason: e.reason ?? null },
  });

/** D3.1: every consultation and where it stands. */
export const consultations = project(consultationsView)<ConsultationEvent>(
  {
    'consultation.opened': (e, { at }) => ({
      id: e.consultationId,
      set: {
        ...e,
        turn: `${e.startsAt} ${String(e.number).padStart(3, '0')}`,
        status: 'waiting',
        openedAt: at,
        acceptedAt: null,
        endedAt: null,
        endReason: null,
      },
    }),
    'consultation.accepted': (e, { at }) => ({ id: e.consultationId, set: { status: 'in-progress', acceptedAt: at } }),
    'consultation.rejected': ended('rejected'),
    'consultation.withdrawn': ended('withdrawn'),
    'consultation.cancelled': ended('cancelled'),
    'consultation.terminated': ended('terminated'),
    'consultation.completed': ended('completed'),
  },
  [
    { doctorId: 1, status: 1, turn: 1 },
    { patientId: 1, turn: -1 },
    { clinicSessionId: 1 },
    { status: 1, startsAt: 1 },
    { turn: -1 },
  ],
);
