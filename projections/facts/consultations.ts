import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import { factVersions } from '@yunzhen/contracts/statistics/facts';
import { clickhouseTime } from '../engine/facts.ts';
import { fact } from '../fact.ts';
import { nil } from '../nil.ts';
import type { Meta } from '../view.ts';

interface Row {
  readonly consultation_id: string;
  readonly kind: 'opened' | 'accepted' | 'rejected' | 'withdrawn' | 'cancelled' | 'terminated' | 'completed';
  /** The hospital's day on which it happened. */
  readonly day: string;
  readonly session_id: string;
  readonly doctor_id: string;
  readonly department_id: string;
  readonly patient_id: string;
  /** When the session begins; with `opened` only. */
  readonly starts_at: string;
}

const row =
  (kind: Row['kind']) =>
  (
    e: {
      consultationId: string;
      sessionId: string;
      doctorId: string;
      departmentId: string;
      patientId: string;
      startsAt?: string;
    },
    { at }: Meta,
  ): Row => ({
    consultation_id: e.consultationId,
    kind,
    day: chinaDayOf(at),
    session_id: e.sessionId,
    doctor_id: e.doctorId,
    department_id: e.departmentId,
    patient_id: e.patientId,
    starts_at: e.startsAt ? clickhouseTime(e.startsAt) : nil.time,
  });

/** O3.1, O3.2: every step of every consultation; the wait runs from `opened`, or the session's start when that is later, to `accepted`. */
export const consultations = fact<ConsultationEvent, Row>('consultations', factVersions.consultations, {
  columns: {
    consultation_id: 'UUID',
    kind: 'LowCardinality(String)',
    day: 'Date',
    session_id: 'UUID',
    doctor_id: 'UUID',
    department_id: 'UUID',
    patient_id: 'UUID',
    starts_at: "DateTime64(3, 'UTC')",
  },
  orderBy: ['day', 'kind'],
  on: {
    'consultation.opened': row('opened'),
    'consultation.accepted': row('accepted'),
    'consultation.rejected': row('rejected'),
    'consultation.withdrawn': row('withdrawn'),
    'consultation.cancelled': row('cancelled'),
    'consultation.terminated': row('terminated'),
    'consultation.completed': row('completed'),
  },
});
