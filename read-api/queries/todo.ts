import { approvalsView } from '@yunzhen/contracts/approval/row';
import type { Actor } from '@yunzhen/contracts/roles';
import type { ViewShape } from '@yunzhen/contracts/shape';
import { namedOfEach, type TodoName, todoNames, todoQueries, todos } from '@yunzhen/contracts/todo/todos';
import { fieldOf, lateFrom, type Waiting } from '@yunzhen/contracts/waiting';
import { type Asking, answer } from '../answer.ts';
import { decides } from '../approvals.ts';
import { all } from '../filters.ts';
import { late, waits } from '../waiting.ts';

type At = Pick<Asking<never>, 'view' | 'reachable' | 'now'>;

/** What is for this person: their own where they own such things, and what nobody else has in hand. */
const mine = ({ of, inHand }: Waiting, by: Actor, reachable: At['reachable']): object =>
  all(
    by.role === 'doctor' ? reachable(of) : {},
    inHand ? { $or: [{ [inHand]: null }, { [inHand]: by.id }] } : {},
    of === approvalsView ? decides(by) : {},
  );

const one = async (name: TodoName, by: Actor, { view, reachable, now }: At) => {
  const declared: Waiting = todos[name];
  const field = fieldOf(declared);
  const rows = view(declared.of as ViewShape<Record<string, string>>);
  const whose = mine(declared, by, reachable);
  const [count, overdue, first] = await Promise.all([
    rows.countDocuments(all(whose, waits(declared, now))),
    rows.countDocuments(all(whose, late(declared, now))),
    rows
      .find(all(whose, waits(declared, now)))
      .sort({ [field]: 1, _id: 1 })
      .limit(namedOfEach)
      .project<Record<string, string>>({ [field]: 1 })
      .toArray(),
  ]);
  const limit = lateFrom(declared, now.getTime());
  const named = first.map(row => {
    const at = String(row[field]);
    return { id: String(row._id), at, late: at <= limit };
  });
  return { name, count, late: overdue, first: named };
};

export const todo = answer('todo', todoQueries.todo, async ({ by, ...at }) => {
  if (!by) return { kinds: [] };
  const names = todoNames.filter(name => (todos[name] as Waiting).next.some(role => role === by.role));
  return { kinds: await Promise.all(names.map(name => one(name, by, at))) };
});
