/** The authorisation table of the whole language, for people to read: who may send and ask what, and how far they reach. */
import type { Endpoint, EndpointAccess } from './endpoint.ts';
import type { Capability } from './language.ts';
import type { Query } from './query.ts';
import { type NamedReach, nameOfReach, type Reach } from './reach.ts';
import { reachOf, roles } from './roles.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const reaches = (access: EndpointAccess): string[] => {
  if (access === 'signature') return [...roles.map(() => '–'), 'signature'];
  const cell = (reach: Reach | null) => (reach ? nameOfReach(reach) : '–');
  return [...roles.map(role => cell(reachOf(access, role))), access === 'everyone' ? 'any' : '–'];
};
const head = (what: string): string[] => [
  row([what, ...roles, 'not signed in', 'meaning']),
  row(Array.from({ length: roles.length + 3 }, () => '---')),
];

const namedReaches = (accesses: readonly (EndpointAccess | undefined)[]): NamedReach[] => {
  const found = new Map<string, NamedReach>();
  for (const access of accesses)
    if (typeof access === 'object')
      for (const reach of Object.values(access)) if (typeof reach === 'object') found.set(reach.name, reach);
  return [...found.values()];
};

/** Markdown; commands without access, which only processes send, are not in it. */
export const authorisationTable = (
  capabilities: readonly Capability[],
  queries: ReadonlyMap<string, Query>,
  endpoints: ReadonlyMap<string, Endpoint>,
): string => `# Who may do what

Made from the contracts. *own*: only what carries the sender's id, as its patient, doctor or pharmacist; *department*: what belongs to
theirs; *any*: everything; –: not at all; *signature*: nobody signed in, but the outside system that signs what it sends. Without signing in the answer is 401, without
the right to it 403. What is not listed only the system itself may do.

${namedReaches([
  ...capabilities.flatMap(({ commands }) => Object.values(commands).map(({ access }) => access)),
  ...[...queries.values(), ...endpoints.values()].map(({ access }) => access),
])
  .map(({ name, summary }) => `- *${name}*: ${summary}`)
  .join('\n')}

## Commands

${[
  ...head('command'),
  ...capabilities.flatMap(({ name, commands }) =>
    Object.entries(commands).flatMap(([command, { access, summary, approval }]) => {
      const meaning = approval ? `${summary}; a second person approves it: ${approval.by.join(', ')}` : summary;
      return access ? [row([`${name}/${command}`, ...reaches(access), meaning])] : [];
    }),
  ),
].join('\n')}

## Queries

${[
  ...head('query'),
  ...[...queries.values()].map(({ path, posted, access, summary }) =>
    row([`${posted ? 'POST' : 'GET'} ${path}`, ...reaches(access), summary]),
  ),
].join('\n')}

## Endpoints

${[
  ...head('endpoint'),
  ...[...endpoints.values()].map(({ method, path, access, summary }) =>
    row([`${method} ${path}`, ...reaches(access), summary]),
  ),
].join('\n')}
`;
