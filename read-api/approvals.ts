/** Which of what was proposed somebody may decide on: their role approves the command, and another proposed it. */
import { capabilities } from '@yunzhen/contracts/index';
import type { Actor } from '@yunzhen/contracts/roles';

const approved = capabilities.flatMap(({ name: capability, commands }) =>
  Object.entries(commands).flatMap(([command, { approval }]) =>
    approval ? [{ capability, command, ...approval }] : [],
  ),
);
/** Commands that the role approves; without any nothing is found. */
export const approvedBy = (by: Pick<Actor, 'role'> | null): readonly object[] =>
  approved
    .filter(one => one.by.some(role => role === by?.role))
    .map(({ capability, command }) => ({ capability, command }));

export const decides = (by: Actor): object => {
  const commands = approvedBy(by);
  return { proposedBy: { $ne: by.id }, ...(commands.length > 0 ? { $or: commands } : { _id: { $in: [] } }) };
};
