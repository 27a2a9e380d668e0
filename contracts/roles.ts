/** Who acts, and how far a role reaches: the words of the authorisation table. */
export const roles = ['patient', 'doctor', 'pharmacist', 'operator', 'manager'] as const;
export type Role = (typeof roles)[number];

/** Who sent a command: a signed-in person, or the system itself in a process. */
export interface Actor {
  readonly id: string;
  readonly role: Role | 'system';
}

/**
 * Role → reach. `own`: only what carries the actor's id as its `<role>Id`; `any`: everything. A role that is not named may not.
 * `everyone`: signed in or not.
 */
export type Access = Partial<Record<Role, 'own' | 'any'>> | 'everyone';

/** The reach of an actor, or null when the table says no. */
export const reachOf = (access: Access | undefined, role: Actor['role'] | undefined): 'own' | 'any' | null => {
  if (role === 'system') return 'any';
  if (access === 'everyone') return 'any';
  return role && access && Object.hasOwn(access, role) ? (access[role] ?? null) : null;
};
