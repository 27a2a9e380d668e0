/**
 * Who may open each page: those who may ask its main query, however far they see there (a test compares them). Said again here so that
 * the first page does not wait for the contracts of all others.
 */
import type { Role } from '@yunzhen/contracts/roles';

const operations = ['operator', 'manager'] as const;
const doctorsToo = ['doctor', ...operations] as const;

export const mayOpen = {
  overview: operations,
  figures: operations,
  review: ['pharmacist'],
  dispensing: ['pharmacist', ...operations],
  orders: doctorsToo,
  prescriptions: doctorsToo,
  complaints: operations,
  cases: operations,
  reconciliation: operations,
  schedule: doctorsToo,
  catalogue: operations,
  privacy: [...operations, 'auditor'],
  accounts: ['administrator', 'security', 'auditor'],
  audit: ['auditor'],
  todo: [...doctorsToo, 'pharmacist', 'security'],
  me: ['doctor', 'pharmacist', ...operations, 'administrator', 'security', 'auditor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
