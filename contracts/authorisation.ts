/** The authorisation table of the whole language, for people to read: who may send and ask what, and how far they reach. */
import type { Endpoint, EndpointAccess } from './endpoint.ts';
import type { Capability } from './language.ts';
import type { Query } from './query.ts';
import { reachOf, roles } from './roles.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const reaches = (access: EndpointAccess): string[] => {
  if (access === 'signature') return [...roles.map(() => '–'), 'signature'];
  return [...roles.map(role => reachOf(access, role) ?? '–'), access === 'everyone' ? 'any' : '–'];
};
const head = (what: string): string[] => [
  row([what, ...roles, 'not signed in', 'meaning']),
  row(Array.from({ length: roles.length + 3 }, () => '---')),
];

/** Markdown; commands without access, which only processes send, are not in it. */
export const authorisationTable = (
  capabilities: readonly Capability[],
  queries: ReadonlyMap<string, Query>,
  endpoints: ReadonlyMap<string, Endpoint>,
): string => `# Who may do what

Made from the contracts. *own*: only what carries the sender's id, as its patient, doctor or pharmacist; *any*: everything; –: not
at all; *signature*: nobody signed in, but the outside system that signs what it sends. Without signing in the answer is 401, without
the right to it 403. What is not listed only the system itself may do.

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
