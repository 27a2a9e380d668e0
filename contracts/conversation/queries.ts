import { z } from 'zod';
import { id } from '../language.ts';
import { named } from '../named.ts';
import { visitPersonsView } from '../patient/row.ts';
import { practitionersView } from '../practitioner/row.ts';
import { page, paging, query } from '../query.ts';
import { conversationRow, conversationsView, messageRow, messagesView } from './row.ts';

const parties = { patient: 'own', doctor: 'own' } as const;
const { departmentName: _, ...persons } = named;
/** `unread`: messages of the others that the asking side has not read; who writes has read. */
const shown = conversationRow.extend({ ...persons, unread: z.int() });
const sequence = z.coerce.number().int().nonnegative();

export const conversationQueries = {
  conversations: query({
    path: '/conversations',
    summary: 'P10.6 D4.8 Conversations, the last written first',
    access: parties,
    params: paging,
    result: page(shown),
    reads: [conversationsView, visitPersonsView, practitionersView],
  }),
  conversation: query({
    path: '/conversations/:conversationId',
    summary: 'P6.14 D3.4 One conversation',
    access: parties,
    params: { conversationId: id },
    result: shown,
    reads: [conversationsView, visitPersonsView, practitionersView],
  }),
  messages: query({
    path: '/conversations/:conversationId/messages',
    summary: 'P6.14 D3.4 Messages in their order: the last ones, those since a sequence, or those before one',
    access: parties,
    params: {
      conversationId: id,
      /** Exclusive, both. */
      since: sequence.optional(),
      before: sequence.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    },
    result: z.object({
      rows: z.array(messageRow),
      /** There are more in the direction that was asked for. */
      more: z.boolean(),
    }),
    reads: [conversationsView, messagesView],
  }),
};
