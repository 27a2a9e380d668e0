import type { DisclosureEvent } from '@yunzhen/contracts/disclosure/disclosure';
import { disclosuresView } from '@yunzhen/contracts/disclosure/row';
import { project } from '../view.ts';

/** T2: who of the staff looked at whom, and why. */
export const disclosures = project(disclosuresView)<DisclosureEvent>(
  { 'disclosure.opened': (e, { at }) => ({ id: e.disclosureId, set: { ...e, openedAt: at } }) },
  [{ openedAt: -1 }, { staffId: 1, openedAt: -1 }],
);
