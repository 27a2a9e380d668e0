/** Drafts on the phone, kept over restarts and shown to who typed them alone: the next one to sign in on the same phone starts empty. */
import { draftStore } from '@yunzhen/client/draft-store';
import { draftHook } from '@yunzhen/client/use-draft';
import { useOwner } from '@/services/auth';
import { storage } from '@/services/storage';

const prefix = 'draft:';

const store = draftStore({
  read: key => storage.get(prefix + key),
  write: (key, touched) => storage.set(prefix + key, touched),
  remove: key => storage.remove(prefix + key),
  keys: () => storage.keys(prefix),
  onChange: changed =>
    storage.onChange(name => {
      if (name.startsWith(prefix)) changed(name.slice(prefix.length));
    }),
});

export const useDraft = draftHook(store, useOwner);
/** At the end of a session that somebody ends: what was typed about people does not stay on a phone or a computer that others use, too. */
export const forgetDrafts = (): void => store.keepOnly('');
