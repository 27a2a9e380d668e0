/**
 * Who may open each page. It is what the page's main query says (a test compares them), said again here so that the first page does
 * not wait for the contracts of all others.
 */
const operations = { operator: 'any', manager: 'any' } as const;
const ownToo = { doctor: 'own', ...operations } as const;

export const mayOpen = {
  overview: operations,
  review: { pharmacist: 'any' },
  dispensing: { pharmacist: 'any', ...operations },
  orders: ownToo,
  prescriptions: ownToo,
  complaints: operations,
  cases: operations,
  reconciliation: operations,
  schedule: ownToo,
  catalogue: operations,
  privacy: { operator: 'any', manager: 'any', auditor: 'any' },
  accounts: { administrator: 'any', security: 'any', auditor: 'any' },
  me: {
    doctor: 'own',
    pharmacist: 'own',
    operator: 'own',
    manager: 'own',
    administrator: 'own',
    security: 'own',
    auditor: 'own',
  },
} as const;
