/** Permissions as data: one for each command that people may send, each query and each endpoint; a role is a set of them with a reach. */
import type { Endpoint } from './endpoint.ts';
import type { Capability } from './language.ts';
import type { Query } from './query.ts';
import type { Reach } from './reach.ts';
import { type Access, type Actor, type Role, reachOf, roles } from './roles.ts';

/** `prescription.cancel` of a command, `query.prescriptions`, `endpoint.payParams`. */
export type Permission = `${string}.${string}`;
export const permissionOf = {
  command: (capability: string, command: string): Permission => `${capability}.${command}`,
  query: (name: string): Permission => `query.${name}`,
  endpoint: (name: string): Permission => `endpoint.${name}`,
} as const;

export interface Declared {
  readonly capabilities: readonly Capability[];
  readonly queries: ReadonlyMap<string, Query>;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
}

/** Every permission there is, with whom it is given by default. What only the system does, or an outside system signs, is none. */
export const permissionsOf = ({ capabilities, queries, endpoints }: Declared): ReadonlyMap<Permission, Access> => {
  const permissions = new Map<Permission, Access>();
  for (const { name, commands } of capabilities)
    for (const [command, { access }] of Object.entries(commands))
      if (access) permissions.set(permissionOf.command(name, command), access);
  for (const [name, { access }] of queries) permissions.set(permissionOf.query(name), access);
  for (const [name, { access }] of endpoints)
    if (access !== 'signature') permissions.set(permissionOf.endpoint(name), access);
  return permissions;
};

/** What is given: roles as sets of permissions, and what everyone may, signed in or not. */
export interface Grants {
  readonly everyone: ReadonlySet<Permission>;
  readonly roles: Readonly<Record<Role, ReadonlyMap<Permission, Reach>>>;
}

/** The roles as the contracts have them. */
export const defaultGrants = (declared: Declared): Grants => {
  const all = [...permissionsOf(declared)];
  const given = (role: Role): ReadonlyMap<Permission, Reach> =>
    new Map(
      all.flatMap(([permission, access]) => {
        const reach = access === 'everyone' ? null : reachOf(access, role);
        return reach ? [[permission, reach] as const] : [];
      }),
    );
  return {
    everyone: new Set(all.flatMap(([permission, access]) => (access === 'everyone' ? [permission] : []))),
    roles: Object.fromEntries(roles.map(role => [role, given(role)])) as Grants['roles'],
  };
};

/** The reach of an actor with a permission; null when it was not given to their role. The system may everything. */
export const reachWith = (grants: Grants, permission: Permission, role: Actor['role'] | undefined): Reach | null => {
  if (role === 'system' || grants.everyone.has(permission)) return 'any';
  return role && Object.hasOwn(grants.roles, role) ? (grants.roles[role].get(permission) ?? null) : null;
};
