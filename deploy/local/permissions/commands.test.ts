import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { capabilities } from '@yunzhen/contracts/index';
import { type Capability, type CommandShape, eventSchemas } from '@yunzhen/contracts/language';
import { type Access, type Role, roles } from '@yunzhen/contracts/roles';
import { testServers } from '@yunzhen/platform/servers.testing';
import { composeWriteSide } from '@yunzhen/write-side/compose';
import { holders } from '@yunzhen/write-side/testing/holders';
import { outsideNowhere } from '@yunzhen/write-side/testing/nowhere';
import { z } from 'zod';
import { roughlyOf } from '../contract/sample.ts';
import { eventIn } from './fixtures.testing.ts';

let house: Awaited<ReturnType<typeof testServers>>;
let app: Awaited<ReturnType<typeof house.app>>;
/** One who may act in each role, another like them, and their tokens. */
const people = new Map<Role, { readonly me: string; readonly other: string; readonly authorization: string }>();
let opening: ReturnType<typeof holders>;
const meet = async (role: Role): Promise<void> => {
  const [me, other] = [await opening.open(role), await opening.open(role)];
  people.set(role, { me, other, ...(await house.bearer(me, role)) });
};

beforeAll(async () => {
  house = await testServers();
  const part = composeWriteSide(outsideNowhere(), house.servers, house.log, house.metrics);
  opening = holders(part.dispatch);
  for (const role of roles) await meet(role);
  app = await house.app({ ...part, stop: async () => undefined });
});
afterAll(() => house.close());

/** Whom the stream belongs to, as the one who asks sees it. */
const owners = ['me', 'another', 'nobody'] as const;
type Owner = (typeof owners)[number];

/** Of these the stream is a person's own, under their id. */
const personal: readonly string[] = ['account', 'practitioner', 'patient', 'privacy'];

/** The event that begins a stream of a capability, and its field with the stream's id: the first that each declares. */
const beginning = (of: Capability): { readonly type: string; readonly idField: string } => {
  const [[type, schema] = ['', z.object()] as const] = eventSchemas(of);
  return { type, idField: Object.keys(schema.shape)[0] ?? '' };
};

/** The id of a stream that belongs to somebody in this role, or that nobody has begun. */
const streamOf = async (of: Capability, role: Role, owner: Owner): Promise<string> => {
  if (owner === 'nobody') return randomUUID();
  const { me = '', other = '' } = people.get(role) ?? {};
  const whose = owner === 'me' ? me : other;
  const id = personal.includes(of.name) ? whose : randomUUID();
  const { type, idField } = beginning(of);
  const data = eventIn(randomUUID(), type, { [`${role}Id`]: whose, by: whose, [idField]: id });
  const metadata = { at: new Date().toISOString(), commandId: randomUUID(), body: '-' };
  await house.servers.store
    .append(`${of.name}-${id}`, [{ id: randomUUID(), type, data, metadata }], 'no_stream')
    // It may stand there already: what a person acts for.
    .catch(error => {
      if (!personal.includes(of.name)) throw error;
    });
  return id;
};

/** What no schema tells. */
const likely: Readonly<Record<string, unknown>> = {
  'account code': '0123456789',
  'patient idNumber': '110101196001012340',
  'patient phone': '13900001234',
  'department subjectCode': '03.04',
  'drug code': 'ABC123',
  'dispensing pickUpCode': '0123456789',
  'period month': '2026-03',
  'payment card': { bankType: 'ICBC_DEBIT', bankAccount: '6222020000000000', accountName: '李雷' },
};
const inputFor = ({ name }: Capability, { input }: CommandShape): object => {
  const rough = roughlyOf(z.strictObject(input));
  const typed = Object.keys(rough).map(field => [field, likely[`${name} ${field}`] ?? rough[field]] as const);
  return z.strictObject(input).parse(Object.fromEntries(typed));
};

/** Who decides on a proposal its own command says besides: here that of the fixture. */
const decides = (name: string, role: Role): boolean => {
  if (name !== 'approval.approve' && name !== 'approval.decline') return true;
  const { capability, command } = eventIn('any', 'approval.proposed');
  const proposed = capabilities.find(one => one.name === capability)?.commands[String(command)];
  return proposed?.approval?.by.some(one => one === role) ?? false;
};

const expected = (name: string, access: Access, role: Role | null, owner: Owner): 'no token' | 'no right' | 'in' => {
  if (role === null) return access === 'everyone' ? 'in' : 'no token';
  const reach = access === 'everyone' ? 'any' : access[role];
  if (!reach) return 'no right';
  if (owner !== 'nobody' && !decides(name, role)) return 'no right';
  // What nobody has begun is begun by whoever may, or refused by the decision.
  return reach === 'own' && owner === 'another' ? 'no right' : 'in';
};

const permissions = capabilities.flatMap(of =>
  Object.entries(of.commands).flatMap(([command, shape]) =>
    shape.access ? [{ name: `${of.name}.${command}`, of, command, shape, access: shape.access }] : [],
  ),
);

test.each(permissions)(
  '[O4] $name over HTTP: every role, and every owner',
  async ({ name, of, command, shape, access }) => {
    const answers: string[] = [];
    const should: string[] = [];
    for (const role of [null, ...roles])
      for (const owner of owners) {
        const id = await streamOf(of, role ?? 'patient', owner);
        const authorization = role && people.get(role)?.authorization;
        const { statusCode, body } = await app.inject({
          method: 'POST',
          url: `/api/${of.name}/${id}/${command}`,
          headers: { 'idempotency-key': randomUUID(), ...(authorization && { authorization }) },
          payload: inputFor(of, shape),
        });
        // Decided, refused for a reason, or asked of somebody outside who is not there: who asks was let in.
        const was = statusCode === 401 ? 'no token' : statusCode === 403 ? 'no right' : 'in';
        const said = statusCode === 400 || statusCode === 404 ? `${statusCode} ${body}` : was;
        answers.push(`${role} ${owner}: ${said}`);
        should.push(`${role} ${owner}: ${expected(name, access, role, owner)}`);
        // Who was signed out or closed by what was asked would be let in nowhere.
        if (role && of.name === 'account' && was === 'in') await meet(role);
      }
    expect(answers).toEqual(should);
  },
);
