/** A form on the dashboard that keeps what was typed, for this tab, until it was sent. */
import { draftHook } from '@yunzhen/client/use-draft';
import { drafts } from '../lib/drafts.ts';
import { useWho } from '../lib/who.ts';

export const useDraft = draftHook(drafts, () => useWho().holder.id);
