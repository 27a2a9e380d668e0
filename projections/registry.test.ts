import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { capabilities } from '@yunzhen/contracts/index';
import { eventSchemas } from '@yunzhen/contracts/language';
import type { ViewShape } from '@yunzhen/contracts/shape';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { allFacts, allViews } from './registry.ts';

const contracts = new URL('../contracts/', import.meta.url);
const isView = (value: unknown): value is ViewShape => Object(value).kind === 'view';

const shapes: ViewShape[] = [];
for (const { name } of readdirSync(contracts, { withFileTypes: true }).filter(entry => entry.isDirectory()))
  if (readdirSync(new URL(`${name}/`, contracts)).includes('row.ts'))
    shapes.push(...Object.values<unknown>(await import(new URL(`${name}/row.ts`, contracts).href)).filter(isView));

const wire = new Set(capabilities.flatMap(capability => [...eventSchemas(capability).keys()]));
const plain = ({ name, version, events }: { name: string; version: number; events: readonly string[] }) => ({
  [name]: { version, events: [...events].sort() },
});
const together = (all: readonly object[]): unknown => Object.assign({}, ...all);

test('every declared view has its projection, every projection its declaration, and both name the same events', async () => {
  const projected = (await allViews()).map(({ on, ...view }) => plain({ ...view, events: Object.keys(on) }));
  expect(together(projected)).toEqual(together(shapes.map(plain)));
  expect(projected).toHaveLength(shapes.length);
});

test('every declared fact table has its projection, every projection its declaration', async () => {
  const projected = (await allFacts()).map(({ name, version }) => [name, version]);
  expect(projected.sort()).toEqual(
    Object.values(facts)
      .map(({ name, version }) => [name, version])
      .sort(),
  );
});

test('a view is made of events that there are', () => {
  expect(shapes.flatMap(({ events }) => events).filter(type => !wire.has(type))).toEqual([]);
});

/** Events that no view shows, and why not. */
const shownNowhere: Readonly<Record<string, string>> = {
  'audit.anchored': 'the checks of the trail read it from its stream',
  'roster.entered': 'the roster only lets nobody be in two places',
  'clinic-session.lapsed': 'it was never published, so there is nothing to show',
  'clinic-session.closed': 'the registrations it ends are shown',
  'clinic-session.number-booked': 'a number is taken when it is held',
  'credential.assigned': 'credentials are nobody’s to see',
  'credential.released': 'credentials are nobody’s to see',
  'practitioner.clinic-session-assigned': 'the session itself is shown',
  'practitioner.clinic-session-orphaned': 'the session itself is shown',
  'consultation.prescribed': 'it only lets what ends the visit find its prescriptions',
  'patient.hold-begun': 'the registration it holds is shown',
  'patient.hold-ended': 'the registration it held is shown',
  'payment.line-paid': 'the payment shows its lines, and what was paid for that it is paid',
  'prescription.barred': 'it was never handed in, so there is nothing to show',
  'reconciliation.match-requested': 'the run that follows is shown',
  'reconciliation.settled': 'the difference itself is shown',
  'prescription.payment-declined': 'the payment shows its refund',
};

test('every event shows somewhere, or it is said why not', () => {
  const shown = new Set(shapes.flatMap(({ events }) => events));
  expect([...wire].filter(type => !shown.has(type)).sort()).toEqual(Object.keys(shownNowhere).sort());
});
