import { reach } from '../reach.ts';

/** Of a pick-up: what can be handed out, and what they handed out. */
export const handingOut = reach({
  name: 'handing out',
  summary: 'what is ready to be handed out, and what they have handed out',
  filter: ({ id }) => ({ $or: [{ status: 'ready' }, { pharmacistId: id }] }),
});
