import type { DisclosureCommand, DisclosureEvent, DisclosureRefusal } from '@yunzhen/contracts/disclosure/disclosure';
import { type Decider, inputOf, refusing } from '../decider.ts';

export interface Disclosure {
  /** Who opened it, and what for; null before. */
  readonly opened: { readonly staffId: string; readonly subjectId: string } | null;
}
const refuse = refusing<DisclosureRefusal>();

export const decider: Decider<DisclosureCommand, DisclosureEvent, Disclosure> = {
  initial: { opened: null },
  decide: {
    open: (command, { opened }) => {
      const { id, by, subjectId } = command;
      if (opened) return opened.staffId === by.id && opened.subjectId === subjectId ? [] : refuse('disclosure-taken');
      return [{ type: 'disclosure.opened', data: { disclosureId: id, staffId: by.id, ...inputOf(command) } }];
    },
  },
  evolve: { 'disclosure.opened': (_, { staffId, subjectId }) => ({ opened: { staffId, subjectId } }) },
};
