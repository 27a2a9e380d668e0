/** For tests: the events that most of them begin with, one short word each. */
import { type Given, idOf } from './testing.ts';

export const department = (name: string, more: object = {}): Given => ({
  type: 'department.opened',
  data: { departmentId: idOf(name), name, subjectCode: '03', introduction: `${name}简介`, order: 1, ...more },
});

export const doctor = (name: string, of: string, more: object = {}): Given => ({
  type: 'practitioner.hired',
  data: {
    practitionerId: idOf(name),
    kind: 'doctor',
    name,
    gender: 'female',
    title: 'chief',
    departmentId: idOf(of),
    practisingSince: '2001-07-01',
    licence: { number: '110', issuedBy: '卫健委', issuedOn: '2001-07-01', scope: '内科' },
    introduction: '从医二十年',
    specialities: [],
    ...more,
  },
});

/** An account holder named after their one visit person. */
export const patient = (name: string): Given[] => [
  { type: 'patient.registered', data: { patientId: idOf(name), openid: `openid of ${name}` } },
  {
    type: 'patient.visit-person-added',
    data: {
      patientId: idOf(name),
      visitPersonId: idOf(`${name} self`),
      relation: 'self',
      name,
      idNumber: '11010119800101001X',
      idNumberIndex: 'index',
      lookup: [`name ${name}`, 'phone 13000000089', 'phone-end 0089', 'id-number-end 001X'],
      phone: '13000000089',
      birthDate: '1980-01-01',
      gender: 'male',
    },
  },
];

export const session = (name: string, of: string, at: string, more: object = {}): Given => ({
  type: 'clinic-session.published',
  data: {
    clinicSessionId: idOf(name),
    doctorId: idOf(of),
    departmentId: idOf('心内科'),
    startsAt: at,
    endsAt: new Date(Date.parse(at) + 3 * 3_600_000).toISOString(),
    fee: 1_200,
    capacity: 3,
    ...more,
  },
});

export interface Visit {
  readonly name: string;
  readonly patient: string;
  readonly doctor: string;
  readonly session: string;
  readonly number: number;
  readonly startsAt?: string;
  readonly department?: string;
}
const startsAt = '2026-01-05T01:00:00.000Z';
const placeOf = (visit: Visit) => ({
  clinicSessionId: idOf(visit.session),
  doctorId: idOf(visit.doctor),
  departmentId: idOf(visit.department ?? '心内科'),
  patientId: idOf(visit.patient),
  visitPersonId: idOf(`${visit.patient} self`),
  number: visit.number,
  startsAt: visit.startsAt ?? startsAt,
});

export const held = (visit: Visit, at?: string): Given => ({
  type: 'registration.held',
  data: {
    registrationId: idOf(visit.name),
    ...placeOf(visit),
    fee: 1_200,
    holdUntil: '2026-01-05T01:15:00.000Z',
    consentVersion: '1.0',
    chiefComplaintForm: 'adult',
    chiefComplaint: `${visit.patient}：头晕三天`,
    attachments: [idOf('photo')],
  },
  ...(at && { at }),
});

export const opened = (visit: Visit, at?: string): Given => ({
  type: 'consultation.opened',
  data: {
    consultationId: idOf(visit.name),
    ...placeOf(visit),
    waitingSince: placeOf(visit).startsAt,
  },
  ...(at && { at }),
});

/** A later step of a consultation. */
export const step = (visit: Visit, name: string, more: object = {}, at?: string): Given => {
  const { visitPersonId, startsAt: waitingSince, ...place } = placeOf(visit);
  const accepted = name === 'accepted' ? { visitPersonId, waitingSince } : {};
  return {
    type: `consultation.${name}`,
    data: { consultationId: idOf(visit.name), ...place, ...accepted, ...more },
    ...(at && { at }),
  };
};

/** A later event of a registration that names who, with whom and when. */
export const registration = (visit: Visit, name: 'paid' | 'booked', more: object, at?: string): Given => ({
  type: `registration.${name}`,
  data: { registrationId: idOf(visit.name), ...placeOf(visit), ...more },
  ...(at && { at }),
});

const belongsOf = (visit: Visit) => {
  const { doctorId, departmentId, patientId, visitPersonId } = placeOf(visit);
  return { doctorId, departmentId, patientId, visitPersonId };
};

export const recordOf = (visit: Visit, name: 'written' | 'published', at?: string): Given => ({
  type: `record.${name}`,
  data: {
    recordId: idOf(visit.name),
    ...belongsOf(visit),
    ...(name === 'published'
      ? { contentHash: 'hash' }
      : {
          diagnoses: [{ code: 'I10.x00', name: '高血压病', system: 'icd10' }],
          chiefComplaint: '头晕三天',
          presentIllness: '血压偏高',
          pastHistory: '无',
          advice: '低盐饮食',
        }),
  },
  ...(at && { at }),
});

/** A prescription is named after its visit, with 方. */
export const prescriptionId = (visit: Visit): string => idOf(`${visit.name}方`);
export const submitted = (visit: Visit, more: object = {}, at?: string): Given => ({
  type: 'prescription.submitted',
  data: {
    prescriptionId: prescriptionId(visit),
    consultationId: idOf(visit.name),
    ...belongsOf(visit),
    version: 1,
    diagnoses: [{ code: 'I10.x00', name: '高血压病', system: 'icd10' }],
    lines: [
      {
        drugId: idOf('氨氯地平'),
        dose: { value: 5, unit: 'mg' },
        frequency: 'qd',
        route: '1',
        days: 7,
        quantity: 1,
        code: 'XC08CAA189A001010100001',
        name: '苯磺酸氨氯地平片',
        kind: 'western',
        specification: '5mg*7片',
        unit: '盒',
        unitPrice: 255_000,
      },
    ],
    total: 2_550,
    validUntil: '2026-01-05T15:59:59.999Z',
    judged: { asked: [], findings: [] },
    ...more,
  },
  ...(at && { at }),
});
/** A later step of a prescription that names who it belongs to. */
export const prescribed = (visit: Visit, name: string, more: object = {}, at?: string): Given => ({
  type: `prescription.${name}`,
  data: { prescriptionId: prescriptionId(visit), consultationId: idOf(visit.name), ...belongsOf(visit), ...more },
  ...(at && { at }),
});

export const rated = (visit: Visit, stars: number, more: object = {}, at?: string): Given => {
  const { doctorId, departmentId, patientId } = placeOf(visit);
  return {
    type: 'rating.rated',
    data: { ratingId: idOf(visit.name), doctorId, departmentId, patientId, stars, ...more },
    ...(at && { at }),
  };
};

/** About a consultation, which it has the name of. */
export const complained = (visit: Visit, more: object = {}, at?: string): Given => ({
  type: 'complaint.filed',
  data: {
    ...{ complaintId: idOf(visit.name), subject: 'consultation', consultationId: idOf(visit.name) },
    ...belongsOf(visit),
    ...{ kind: 'waiting', text: `${visit.patient}：等了两小时`, pictures: [] },
    ...more,
  },
  ...(at && { at }),
});

/** A payment is named after what it pays, with 款. */
export const payment = (
  name: 'created' | 'tender-succeeded' | 'succeeded' | 'line-paid' | 'refund-requested' | 'refund-succeeded',
  of: {
    readonly subject: string;
    readonly patient: string;
    readonly business?: string;
    readonly doctor?: string;
    readonly department?: string | undefined;
    readonly amount: number;
  },
  at: string,
  more: object = {},
): Given => {
  const paymentId = idOf(`${of.subject}款`);
  const whose = { patientId: idOf(of.patient) };
  const line = {
    ...{ lineId: idOf(`${of.subject}行`), business: of.business ?? 'registration', subjectId: idOf(of.subject) },
    ...{ visitPersonId: idOf(`${of.patient} self`), departmentId: idOf(of.department ?? '心内科') },
    doctorId: idOf(of.doctor ?? '王医生'),
  };
  const tender = { method: 'wechat', amount: of.amount };
  const refund = { refundId: idOf(`${of.subject}退`), method: 'wechat', ...line };
  const parts = {
    created: {
      lines: [{ ...line, amount: of.amount, description: '挂号费', shares: [tender] }],
      ...{ tenders: [tender], description: '挂号费', expiresAt: at },
    },
    'tender-succeeded': { method: 'wechat', asked: of.amount, transactionId: 'wx', discount: 0, paidAt: at },
    succeeded: { paidAt: at },
    'line-paid': { ...line, paidAt: at },
    'refund-requested': { ...refund, total: of.amount, ground: 'cancelled', reason: '取消', askAt: at },
    'refund-succeeded': { ...refund, discount: 0, channelRefundId: 'wx', refundedAt: at },
  };
  const data = { paymentId, ...whose, amount: of.amount, ...parts[name], ...more };
  return { type: `payment.${name}`, data, at };
};
