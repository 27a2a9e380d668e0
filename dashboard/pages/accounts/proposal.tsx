/** What an invitation says that waits for a second person. */
import { accountQueries } from '@yunzhen/contracts/account/queries';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { staffRoles } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import { z } from 'zod';
import { useQuery } from '../../api/use-query.ts';
import { nothing } from '../../words/format.ts';
import { roleWords } from '../../words/states.ts';

export interface Invited {
  readonly name: string | null;
  readonly login: string | null;
  readonly role: keyof typeof roleWords;
}
const invited = z.object({ name: z.string(), login: z.string(), role: z.enum(staffRoles) });
const parsed = (input: string | null): Invited | null => {
  const { success, data } = invited.safeParse(JSON.parse(input ?? 'null'));
  return success ? data : null;
};

/** A new account as it was proposed, another one as it stands; null until that is known. */
export const useInvited = ({ command, input, subjectId }: ApprovalRow): Invited | null => {
  const proposed = command === 'invite' ? parsed(input) : null;
  const standing = useQuery(accountQueries.account, { accountId: subjectId }, { enabled: command !== 'invite' });
  return proposed ?? standing.data ?? null;
};

export const Whose = ({ of }: { of: ApprovalRow }) => {
  const who = useInvited(of);
  return who ? `${isolated(who.name ?? '')}（${who.login}，${roleWords[who.role]}）` : nothing;
};
