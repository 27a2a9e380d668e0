/** Who acts, and how far a role reaches: the words of the authorisation table. */
import type { Reach } from './reach.ts';

export const roles = [
  'patient',
  'doctor',
  'pharmacist',
  'operator',
  'manager',
  'administrator',
  'security',
  'auditor',
] as const;
export type Role = (typeof roles)[number];
export type StaffRole = Exclude<Role, 'patient'>;
/** Everybody who works here. System, security and audit administrators are three, so that none of them can act unseen. */
export const staffRoles = roles.filter((role): role is StaffRole => role !== 'patient');

/**
 * The state a role comes from, asked whenever it is used: the account is open; of those who treat, that they also practise here, as
 * this kind of practitioner.
 */
export const grantedBy = {
  patient: 'account',
  doctor: 'practitioner',
  pharmacist: 'practitioner',
  operator: 'account',
  manager: 'account',
  administrator: 'account',
  security: 'account',
  auditor: 'account',
} as const satisfies Record<Role, 'account' | 'practitioner'>;

/** Who does something: a signed-in person in their role; or, as `system`, a process or an outside system by its name. */
export interface Actor {
  /** A UUID of a person, a name such as `booking` of a process. */
  readonly id: string;
  readonly role: Role | 'system';
}

/**
 * Role → reach, as it is unless a hospital gives its roles otherwise (permissions.ts). A role that is not named may not. `everyone`: signed
 * in or not.
 */
export type Access = Partial<Record<Role, Reach>> | 'everyone';

/** The reach of an actor, or null when the table says no. */
export const reachOf = (access: Access | undefined, role: Actor['role'] | undefined): Reach | null => {
  if (role === 'system') return 'any';
  if (access === 'everyone') return 'any';
  return role && access && Object.hasOwn(access, role) ? (access[role] ?? null) : null;
};

/** The own of each of these roles. */
export const ownOf = <const R extends Role>(of: readonly R[]) =>
  Object.fromEntries(of.map(role => [role, 'own'])) as Record<R, 'own'>;
