/** What was typed and not sent yet: kept for this tab and this person, so that neither a reload nor a session that ends loses it. */
import { draftStore } from '@yunzhen/client/draft-store';

const prefix = 'yunzhen.draft.';

export const drafts = draftStore({
  read: key => {
    try {
      return JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null');
    } catch {
      return null;
    }
  },
  write: (key, touched) => {
    try {
      sessionStorage.setItem(prefix + key, JSON.stringify(touched));
    } catch {
      // The browser keeps nothing more: it is still on the page.
    }
  },
  remove: key => sessionStorage.removeItem(prefix + key),
  keys: () =>
    Object.keys(sessionStorage)
      .filter(key => key.startsWith(prefix))
      .map(key => key.slice(prefix.length)),
});
