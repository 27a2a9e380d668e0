/** No state machine is stuck, and what belongs together has come to the same end. */
import type { World } from '../world/world.ts';

/** Where a consultation may be when its registration is where it is. */
const together: Readonly<Record<string, readonly string[]>> = {
  // All sessions are over: nobody waits any more.
  booked: ['in-progress'],
  completed: ['completed'],
  cancelled: ['none', 'withdrawn', 'rejected', 'cancelled', 'terminated'],
  failed: ['none'],
  'timed-out': ['none'],
};
const over: Readonly<Record<string, readonly string[]>> = {
  registration: Object.keys(together),
  payment: ['succeeded', 'declined', 'closed'],
  prescription: ['paid', 'rejected', 'dispensed', 'expired', 'cancelled'],
};

export const liveness = ({ truth, audit, store, wrong }: World): void => {
  const stuck = (what: string): void => wrong('liveness', what);
  for (const [capability, ends] of Object.entries(over))
    for (const id of truth[capability as 'registration'].keys()) {
      const state = audit.stateOf(`${capability}-${id}`);
      if (state !== 'none' && !ends.includes(state)) stuck(`${capability} ${id} is ${state} for ever`);
    }
  for (const [id, { claims }] of audit.numbers.sessions)
    for (const [registration, { number, booked }] of claims) {
      const state = audit.stateOf(`registration-${registration}`);
      if (!booked || (state !== 'booked' && state !== 'completed'))
        wrong(
          'numbers',
          `${number} of session ${id} is ${booked ? 'booked' : 'held'} by ${registration}, which is ${state}`,
        );
    }
  for (const [id, { place }] of truth.registration) {
    const state = audit.stateOf(`registration-${id}`);
    const consultation = audit.stateOf(`consultation-${id}`);
    if (!together[state]?.includes(consultation))
      wrong('together', `registration ${id} is ${state} and its consultation ${consultation}`);
    const session = audit.numbers.sessions.get(place?.clinicSessionId ?? '');
    if ((state === 'booked' || state === 'completed') && !session?.claims.get(id)?.booked)
      wrong('numbers', `registration ${id} is ${state} and its number is not booked`);
  }
  for (const id of truth.consultation.keys()) {
    const state = audit.stateOf(`consultation-${id}`);
    const chat =
      { 'in-progress': 'open', completed: 'closed', cancelled: 'closed', terminated: 'closed' }[state] ?? 'none';
    const is = audit.stateOf(`conversation-${id}`);
    if (is !== chat) wrong('together', `consultation ${id} is ${state} and its chat ${is}`);
  }
  for (const { type, data } of store.all) {
    const { recordId, prescriptionId, consultationId } = data as Readonly<Record<string, string>>;
    const [chat, document] =
      type === 'record.published'
        ? [recordId, recordId]
        : type === 'prescription.published'
          ? [consultationId, prescriptionId]
          : [];
    if (chat && document && !audit.care.chats.get(chat)?.documents.has(document))
      stuck(`document ${document} is published and not in the chat`);
  }
  audit.care.left();
  for (const id of truth.prescription.keys()) {
    const [state, drugs] = [audit.stateOf(`prescription-${id}`), audit.stateOf(`dispensing-${id}`)];
    const cancelled = truth.prescription.get(id)?.paymentId ? ['cancelled'] : ['none', 'cancelled'];
    const expected = { paid: ['ready'], dispensed: ['dispensed'], cancelled }[state] ?? ['none', 'cancelled'];
    if (!expected.includes(drugs)) wrong('together', `prescription ${id} is ${state} and its drugs ${drugs}`);
  }
};
