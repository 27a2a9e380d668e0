import { channels } from '@yunzhen/contracts/channels';
import { capabilities } from '@yunzhen/contracts/index';
import { eventSchemas } from '@yunzhen/contracts/language';
import type { Channel, Message } from '../channel.ts';

/** O3.1: every event of a capability on the boards that it declares, for the dashboards: its type and nothing of what it says. */
export const board: Channel = {
  name: 'board',
  on: Object.fromEntries(
    capabilities.flatMap(capability => {
      const messages = (capability.boards ?? []).map((name): Message => ({ to: channels.board(name), data: {} }));
      return messages.length === 0 ? [] : [...eventSchemas(capability).keys()].map(type => [type, () => messages]);
    }),
  ),
};
