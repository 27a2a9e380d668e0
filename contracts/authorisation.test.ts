import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { authorisationTable } from './authorisation.ts';
import { capabilities, endpoints, queries } from './index.ts';
import { type Access, type Role, reachOf, roles } from './roles.ts';

const file = new URL('../docs/authorisation.md', import.meta.url);

test('docs/authorisation.md says what the contracts say (WRITE_DOCS=1 writes it)', () => {
  const page = authorisationTable(capabilities, queries, endpoints);
  if (process.env.WRITE_DOCS) writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});

test('a role reaches what the table names, the system everything, nobody only what everyone may', () => {
  const access = { patient: 'own', operator: 'any' } as const;
  expect(roles.map(role => reachOf(access, role))).toEqual(['own', null, null, 'any', ...Array(4).fill(null)]);
  expect([reachOf(access, 'system'), reachOf(undefined, 'system')]).toEqual(['any', 'any']);
  expect([reachOf(access, undefined), reachOf('everyone', undefined), reachOf(undefined, 'operator')]).toEqual([
    null,
    'any',
    null,
  ]);
  // What objects have by themselves is no role.
  expect(reachOf(access, 'constructor' as never)).toBeNull();
});

test('besides patients, doctors and pharmacists, what one has of one’s own is the account', () => {
  const accesses = [
    ...capabilities
      // What one proposed oneself is taken back.
      .filter(({ name }) => name !== 'account' && name !== 'approval')
      .flatMap(({ commands }) => Object.values(commands).map(({ access }) => access)),
    ...[...queries].filter(([name]) => name !== 'myAccount').map(([, { access }]) => access),
  ];
  for (const access of accesses)
    for (const role of roles)
      if (!['patient', 'doctor', 'pharmacist'].includes(role)) expect(reachOf(access, role)).not.toBe('own');
});

test('a command that needs a second person is proposed by a role, approved by one, and lapses', () => {
  for (const { commands } of capabilities)
    for (const [command, { access, approval }] of Object.entries(commands))
      if (approval) {
        expect([command, access && access !== 'everyone']).toEqual([command, true]);
        expect([command, approval.by.length > 0, approval.hours > 0]).toEqual([command, true, true]);
      }
});

test('[O4] proposals are decided on, taken back and seen by those whose commands need a second person, and by no others', () => {
  const rolesOf = (access: Access | undefined) => roles.filter(role => reachOf(access, role));
  const approved = capabilities.flatMap(({ commands }) => Object.values(commands).filter(({ approval }) => approval));
  const proposing = roles.filter(role => approved.some(({ access }) => reachOf(access, role)));
  const deciding = roles.filter(role => approved.some(({ approval }) => approval?.by.some(one => one === role)));
  const { approve, decline, withdraw } = capabilities.find(({ name }) => name === 'approval')?.commands ?? {};
  expect([approve, decline].map(command => rolesOf(command?.access))).toEqual([deciding, deciding]);
  expect(rolesOf(withdraw?.access)).toEqual(proposing);
  expect(rolesOf(queries.get('approvals')?.access)).toEqual(
    roles.filter(role => [...proposing, ...deciding].includes(role)),
  );
});

test('[O4] no role both gives accounts and uses what they give', () => {
  const account = capabilities.find(({ name }) => name === 'account');
  for (const command of ['invite', 'reset']) {
    const { access, approval } = account?.commands[command] ?? {};
    expect(roles.filter(role => reachOf(access, role))).toEqual(['administrator']);
    expect(approval?.by).toEqual(['security']);
  }
  const sent = (role: Role) =>
    capabilities.flatMap(({ name, commands }) =>
      Object.values(commands).flatMap(({ access }) => (reachOf(access, role) === 'any' ? [name] : [])),
    );
  for (const role of ['administrator', 'security', 'auditor'] as const)
    expect([...new Set(sent(role))].filter(name => name !== 'account' && name !== 'approval')).toEqual([]);
});
