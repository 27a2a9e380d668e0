import { expect, test } from '@jest/globals';
import { capabilities, endpoints, grants, queries } from './index.ts';
import { type Grants, permissionOf, permissionsOf, reachWith } from './permissions.ts';
import { roles } from './roles.ts';

const permissions = permissionsOf({ capabilities, queries, endpoints });

test('every command that people may send, every query and every endpoint is one permission with a name of its own', () => {
  const commands = capabilities.flatMap(({ commands }) => Object.values(commands).filter(({ access }) => access));
  const signed = [...endpoints.values()].filter(({ access }) => access === 'signature');
  expect(permissions.size).toBe(commands.length + queries.size + endpoints.size - signed.length);
});

test('a role has what the contracts give it, and everyone what is everybody’s', () => {
  for (const [permission, access] of permissions)
    for (const role of [...roles, undefined]) {
      const expected = access === 'everyone' ? 'any' : role && (access[role] ?? null);
      expect([permission, role, reachWith(grants, permission, role)]).toEqual([permission, role, expected ?? null]);
    }
});

test('the system may everything; what is no permission, and what is no role, may nothing', () => {
  expect(reachWith(grants, permissionOf.command('session', 'book-number'), 'system')).toBe('any');
  for (const role of [...roles, undefined]) expect(reachWith(grants, 'session.book-number', role)).toBeNull();
  expect(reachWith(grants, 'query.registrations', 'constructor' as never)).toBeNull();
});

test('a role is data: another set of permissions is another role', () => {
  const given: Grants = {
    everyone: new Set(),
    roles: { ...grants.roles, manager: new Map([[permissionOf.query('cases'), 'department']]) },
  };
  expect(reachWith(given, 'query.cases', 'manager')).toBe('department');
  expect(reachWith(given, 'query.registrations', 'manager')).toBeNull();
  expect(reachWith(given, 'query.departments', 'manager')).toBeNull();
});
