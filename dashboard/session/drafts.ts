/** What was typed and not sent yet: kept for this tab and this person, so that neither a reload nor a session that ends loses it. */
const prefix = 'yunzhen.draft.';

export const drafts = {
  read: (key: string): unknown => {
    try {
      return JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null');
    } catch {
      return null;
    }
  },
  write: (key: string, typed: unknown): void => {
    try {
      sessionStorage.setItem(prefix + key, JSON.stringify(typed));
    } catch {
      // The browser keeps nothing more: it is still on the page.
    }
  },
  drop: (key: string): void => sessionStorage.removeItem(prefix + key),
  /** Nobody finds what another typed. @param holder whose drafts stay; empty for nobody's */
  keepOnly: (holder: string): void => {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(prefix) && !(holder && key.startsWith(prefix + holder))) sessionStorage.removeItem(key);
  },
};
