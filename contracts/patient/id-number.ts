/** The 18-character resident identity number (GB 11643-1999): shape, birth date, gender and check character. */
import { chinaDayOf } from '../china-day.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

export interface IdNumber {
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  readonly gender: 'male' | 'female';
}
/** `wrong`: mistyped or no such number; `not-born`: right in itself, but its birth date is still to come. */
export type IdNumberProblem = 'wrong' | 'not-born';

/** @param today the hospital's day, `YYYY-MM-DD` */
export const checkIdNumber = (idNumber: string, today: string): IdNumber | IdNumberProblem => {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return 'wrong';
  const sum = weights.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0);
  if (checks[sum % 11] !== idNumber[17]) return 'wrong';
  const birthDate = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  const date = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== birthDate) return 'wrong';
  if (birthDate > today) return 'not-born';
  return { birthDate, gender: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female' };
};

/** What an ID number tells, or null when it is nobody's. */
export const readIdNumber = (idNumber: string, today = chinaDayOf(new Date())): IdNumber | null => {
  const read = checkIdNumber(idNumber, today);
  return typeof read === 'string' ? null : read;
};

/** Completed years between a birth date and a day, both `YYYY-MM-DD`. */
export const ageOn = (birthDate: string, today: string): number => {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
};
