/**
 * Text is sealed unless it is listed here with a reason: a field that nobody thought of fails. Ids, times, numbers and words of a closed list
 * are not text.
 */
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { capabilities, queries } from './index.ts';
import { eventSchemas } from './language.ts';

const formats = ['uuid', 'datetime', 'date'];
/** Where a schema lets text in that is stored as it is. */
const clear = (schema: z.ZodType, path: string): string[] => {
  const { sealedBy, opened } = schema.meta() ?? {};
  if (sealedBy !== undefined || opened !== undefined) return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return clear(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodArray) return clear(schema.element as z.ZodType, path);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) => clear(field as z.ZodType, `${path}.${name}`));
  if (['enum', 'literal', 'number', 'boolean'].includes(schema.type)) return [];
  const { format } = schema.def as { readonly format?: string };
  return schema.type === 'string' && formats.includes(format ?? '') ? [] : [path];
};

/** Why text stands in clear, with the events and views it stands in: a name, or a path of one. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'catalogues and the public pages of those who work here': [
    'department.opened',
    'department.changed',
    'departments',
    'drug.listed',
    'drugs',
    'diagnosis.listed',
    'diagnoses',
    'practitioner.hired',
    'practitioner.profile-changed',
    'practitioners',
  ],
  'templates are about nobody: what names a patient is refused': [
    'template.prescription-saved',
    'template.record-saved',
    'template.changed',
    'prescriptionTemplates',
    'recordTemplates',
  ],
  'names of ours, of a program or of an actor': [
    'account.invited.login',
    'accounts.login',
    'account.invited.proposedBy',
    'account.invited.by',
    'account.reset.proposedBy',
    'account.reset.by',
    'account.wechat-unbound.by',
    'account.signed-out.by',
    'account.closed.by',
    'account.reopened.by',
    'accounts.history.by',
    'consultations.turn',
    'approval.proposed.capability',
    'approval.proposed.command',
    'approvals.capability',
    'approvals.command',
    'patient.consent-accepted.version',
    'patients.consents.version',
    'registration.held.consentVersion',
    'audit.what',
    'audit.outcome',
    'period.closed.month',
    'period.reopened.month',
    'periods.month',
  ],
  'keyed indexes and digests, which tell nothing without the key or the text': [
    'account.invited.codeIndex',
    'account.invited.confirmationIndex',
    'account.reset.codeIndex',
    'account.reset.confirmationIndex',
    'patient.visit-person-added.idNumberIndex',
    'patient.visit-person-added.lookup',
    'visitPersons.lookup',
    'patient.consent-accepted.textHash',
    'dispensing.readied.pickUpCodeIndex',
    'dispensings.pickUpCodeIndex',
    'record.published.contentHash',
    'records.contentHash',
    'prescription.published.contentHash',
    'prescriptions.contentHash',
    'exchanges.digest',
    'audit.anchored.heads.hash',
    'audit.previous',
    'audit.hash',
    'reconciliation.trade-imported.sha256',
    'reconciliation.flow-imported.sha256',
    'reconciliations.arrivals.sha256',
  ],
  'numbers of HIS, of a channel or of a bank statement, by which books are held against each other': [
    'registration.booked.hisNumber',
    'registrations.hisNumber',
    'dispensing.readied.hisNumber',
    'dispensings.hisNumber',
    'payment.tender-prepared.prepayId',
    'payment.tender-succeeded.transactionId',
    'payment.refund-accepted.channelRefundId',
    'payment.refund-succeeded.channelRefundId',
    'payment.refund-redirected.channelRefundId',
    'payment.refund-diverted.channelRefundId',
    'payment.refund-transferred.reference',
    'payment.refund-found.number',
    'payment.refund-found.channelRefundId',
    'payments.tenders.prepayId',
    'payments.tenders.transactionId',
    'payments.refunds.channelRefundId',
    'refunds.channelRefundId',
    'reconciliation.matched.differences',
    'reconciliation.broken.column',
    'reconciliations.arrivals.column',
    'difference.opened',
    'difference.changed',
    'difference.healed',
    'difference.asked',
    'difference.resolved.key',
    'difference.resolved.order',
    'difference.resolved.evidence',
    'difference.carried.key',
    'difference.carried.order',
    'difference.carried.evidence',
    'differences.key',
    'differences.order',
    'differences.evidence',
    'privacy.hold-placed.caseNumber',
    'privacy.hold-lifted.caseNumber',
    'holds.holds.caseNumber',
  ],
  'what a payment is for, in our own words; where a refund went, without digits': [
    'payment.created.lines.description',
    'payment.created.description',
    'payments.lines.description',
    'payments.description',
    'payment.refund-succeeded.receivedBy',
    'payments.refunds.receivedBy',
    'refunds.receivedBy',
  ],
  'names of work and calls, with ids of ours': [
    'case.opened',
    'case.retried',
    'case.failed',
    'case.repaired',
    'case.closed.work',
    'cases.system',
    'cases.call',
    'cases.key',
    'cases.process',
    'cases.code',
    'exchanges.system',
    'exchanges.call',
    'exchanges.key',
    'exchanges.request',
    'exchanges.numbers',
    'exchanges.code',
  ],
  'of a session of many patients, about none of them': [
    'clinic-session.suspended.reason',
    'clinicSessions.suspendReason',
  ],
  'what finance and operations write about books and work, which name no person to seal for': [
    'case.closed.reason',
    'cases.closedFor',
    'reconciliation.reopened.reason',
    'difference.noted.text',
    'difference.resolved.reason',
    'difference.carried.reason',
    'differences.reason',
    'differences.history.text',
    'period.reopened.reason',
    'periods.reason',
  ],
};
const entries = Object.values(allowed).flat();
const covers = (entry: string, path: string): boolean => path === entry || path.startsWith(`${entry}.`);

const rows = new Map(
  [...queries.values()].flatMap(({ reads }) =>
    reads.flatMap(shape => ('row' in shape ? [[shape.name, shape.row] as const] : [])),
  ),
);
const paths = [
  ...capabilities.flatMap(one => [...eventSchemas(one)].flatMap(([type, schema]) => clear(schema, type))),
  ...[...rows].flatMap(([name, row]) => clear(row as z.ZodType, name)),
];

test('[T2] text in events and views is sealed, or listed with the reason why not', () =>
  expect(paths.filter(path => !entries.some(entry => covers(entry, path)))).toEqual([]));
test('[T2] what is listed is there', () =>
  expect(entries.filter(entry => !paths.some(path => covers(entry, path)))).toEqual([]));
test('[T2] of what people say of each other nothing is listed', () =>
  expect(
    paths.filter(path =>
      /^(registration|consultation|conversation|record|prescription|rating|complaint)\..*(reason|text|comment|lines|diagnoses)/.test(
        path,
      ),
    ),
  ).toEqual([]));
