import { account } from '@yunzhen/contracts/account/account';
import type { ConversationEvent } from '@yunzhen/contracts/conversation/conversation';
import type { PrivacyEvent } from '@yunzhen/contracts/privacy/privacy';
import { keptUntil } from '@yunzhen/contracts/privacy/retention';
import type { RecordEvent } from '@yunzhen/contracts/record/record';
import { people } from '../gateways/people/gateway.ts';
import { call, later, type Meta, process, send } from '../reactions/process.ts';

const keepChat = ({ patientId, visitPersonId }: { patientId: string; visitPersonId: string }, { at }: Meta) =>
  call(people, 'keep', { patientId, visitPersonId, until: keptUntil(at, 'conversation') });

/** N5: the law's clock runs from what was written last; an erasure that was granted is carried out once the clock and all holds let it. */
export const forgetting = process<ConversationEvent | PrivacyEvent | RecordEvent>('forgetting', {
  from: 'origin',
  on: {
    'record.written': ({ patientId, visitPersonId }, { at }) =>
      call(people, 'keep', { patientId, visitPersonId, until: keptUntil(at, 'record') }),
    // Cards that come later say nothing of a person.
    'conversation.opened': keepChat,
    'conversation.closed': keepChat,

    'privacy.decided': ({ patientId, requestId, kind, outcome }, { at }) =>
      kind === 'erasure' && outcome === 'granted'
        ? [send(account, patientId, 'erase', {}), call(people, 'erase', { patientId, requestId, at })]
        : [],
    'privacy.restricted': ({ patientId, requestId, until }) =>
      until === null ? [] : later(until, call(people, 'erase', { patientId, requestId, at: until })),
    'privacy.hold-lifted': ({ patientId, requestId }, { at }) =>
      requestId ? call(people, 'erase', { patientId, requestId, at }) : [],
  },
});
