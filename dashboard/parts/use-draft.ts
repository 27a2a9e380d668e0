/** A form on the dashboard that keeps what was typed, for this tab, until it was sent. */
import { draftHook } from '@yunzhen/client/use-draft';
import { useCurrentUser } from '../lib/current-user.ts';
import { drafts } from '../lib/drafts.ts';

export const useDraft = draftHook(drafts, () => useCurrentUser().holder.id);
