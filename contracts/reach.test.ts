import { expect, test } from '@jest/globals';
import { treating, treatingDays } from './consultation/reach.ts';
import { handingOut } from './dispensing/reach.ts';
import { published, reviewing } from './prescription/reach.ts';
import { type Filter, matches, reachable, type Who } from './reach.ts';
import { booked } from './registration/reach.ts';
import { shared } from './template/reach.ts';

const who = (role: Who['role'], departmentId: string | null = null, now = '2026-03-02T01:00:00.000Z'): Who => ({
  id: 'me',
  role,
  departmentId,
  now,
});
const row = { patientId: 'me', doctorId: 'other', departmentId: 'here', status: 'new' };

test('any is everything, own what names the actor in their role, department what belongs to theirs', () => {
  expect(reachable('any', who('operator'))).toEqual({});
  expect(matches(reachable('own', who('patient')), row)).toBe(true);
  expect(matches(reachable('own', who('doctor')), row)).toBe(false);
  expect(matches(reachable('department', who('doctor', 'here')), row)).toBe(true);
  expect(matches(reachable('department', who('doctor', 'there')), row)).toBe(false);
});

test('without a department nothing is of the department, not even what has none', () => {
  for (const reach of ['department', shared] as const)
    expect(matches(reachable(reach, who('operator')), { ...row, departmentId: null })).toBe(false);
});

test('whose something is may stand in another field; where no one in the role owns any, nobody asks for their own', () => {
  expect(reachable('own', who('doctor'), { doctor: 'practitionerId' })).toEqual({ practitionerId: 'me' });
  expect(() => reachable('own', who('doctor'), { patient: 'patientId' })).toThrow(TypeError);
});

test.each<[Filter, boolean]>([
  [{}, true],
  [{ a: 'x' }, true],
  [{ a: 'y' }, false],
  [{ none: null }, true],
  [{ a: { $in: ['y', 'x'] } }, true],
  [{ a: { $in: [] } }, false],
  [{ a: { $ne: 'x' } }, false],
  [{ none: { $ne: null } }, false],
  [{ a: { $gt: 'w' } }, true],
  [{ a: { $gt: 'x' } }, false],
  [{ a: { $lt: 'x' } }, false],
  [{ none: { $lt: 'x' } }, false],
  [{ 'list.a': 'q' }, true],
  [{ 'list.a': { $ne: 'q' } }, false],
  [{ 'empty.a': 'q' }, false],
  [{ $or: [{ a: 'y' }, { b: true }] }, true],
  [{ $and: [{ a: 'x' }, { b: false }] }, false],
])('%j finds it: %p', (filter, found) => {
  const thing = { a: 'x', b: true, list: [{ a: 'p' }, { a: 'q' }], empty: [] };
  expect(matches(filter, thing)).toBe(found);
});

const startsAt = '2026-03-02T06:00:00.000Z';
/** Hospital's days around the visit: it is at 14:00 in Shanghai. */
const [dayBefore, thatMorning, later] = [
  '2026-03-01T15:59:59.999Z',
  '2026-03-01T16:00:00.000Z',
  '2026-03-20T01:00:00.000Z',
];
const over = new Date(Date.parse(startsAt) + treatingDays * 86_400_000).toISOString();
test.each([
  ['waiting', dayBefore, false],
  ['waiting', thatMorning, true],
  ['in-progress', dayBefore, true],
  ['in-progress', later, true],
  ['completed', later, true],
  ['cancelled', later, true],
  ['terminated', later, true],
  ['completed', new Date(Date.parse(over) - 1).toISOString(), true],
  ['completed', over, false],
  ['rejected', thatMorning, false],
  ['withdrawn', thatMorning, false],
])('[D2.2] of a visit that is %s its doctor treats at %s: %p', (status, now, treats) => {
  const filter = reachable(treating, who('doctor', null, now));
  expect(matches(filter, { doctorId: 'me', startsAt, status })).toBe(treats);
  expect(matches(filter, { doctorId: 'other', startsAt, status })).toBe(false);
});

test('[T2] of a hold that was not paid its doctor sees nothing, whatever became of it', () => {
  const filter = reachable(booked, who('doctor'));
  for (const hisNumber of [null, undefined]) expect(matches(filter, { doctorId: 'me', hisNumber })).toBe(false);
  expect(matches(filter, { doctorId: 'me', hisNumber: 'H1' })).toBe(true);
  expect(matches(filter, { doctorId: 'other', hisNumber: 'H1' })).toBe(false);
});

test('[R2.1] a pharmacist reaches what waits, and what they claimed or decided on', () => {
  const filter = reachable(reviewing, who('pharmacist'));
  const sheet = { status: 'submitted', pharmacistId: null, reviews: [] };
  expect(matches(filter, sheet)).toBe(true);
  expect(matches(filter, { ...sheet, status: 'claimed', pharmacistId: 'other' })).toBe(false);
  expect(matches(filter, { ...sheet, status: 'claimed', pharmacistId: 'me' })).toBe(true);
  const failed = { ...sheet, status: 'failed', reviews: [{ pharmacistId: 'other' }, { pharmacistId: 'me' }] };
  expect(matches(filter, failed)).toBe(true);
  expect(matches(filter, { ...failed, reviews: [{ pharmacistId: 'other' }] })).toBe(false);
});

test('[R3.1] at the counter they reach what is ready, and what they handed out', () => {
  const filter = reachable(handingOut, who('pharmacist'));
  expect(matches(filter, { status: 'ready', pharmacistId: null })).toBe(true);
  expect(matches(filter, { status: 'dispensed', pharmacistId: 'me' })).toBe(true);
  expect(matches(filter, { status: 'dispensed', pharmacistId: 'other' })).toBe(false);
  expect(matches(filter, { status: 'cancelled', pharmacistId: null })).toBe(false);
});

test('[P10.2] [P10.3] a document is its patient’s once it is published', () => {
  const filter = reachable(published, who('patient'));
  expect(matches(filter, { patientId: 'me', publishedAt: null })).toBe(false);
  expect(matches(filter, { patientId: 'me', publishedAt: startsAt })).toBe(true);
  expect(matches(filter, { patientId: 'other', publishedAt: startsAt })).toBe(false);
});

test('[D4.3] a template is its doctor’s, and their department’s when they share it', () => {
  const filter = reachable(shared, who('doctor', 'here'));
  const template = { doctorId: 'other', departmentId: 'here', sharing: 'department' };
  expect(matches(filter, template)).toBe(true);
  expect(matches(filter, { ...template, sharing: 'me' })).toBe(false);
  expect(matches(filter, { ...template, departmentId: 'there' })).toBe(false);
  expect(matches(filter, { doctorId: 'me', departmentId: 'there', sharing: 'me' })).toBe(true);
});
