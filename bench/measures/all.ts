/** What is measured, in this order: catching up first, while the events are still a hospital's own mixture. */
import { catchUp } from './catch-up.ts';
import { chat } from './chat.ts';
import { command } from './command.ts';
import { lag } from './lag.ts';
import { query, queryCached } from './query.ts';

export const measures = { catchUp, command, lag, chat, queryCached, query } as const;
export type Measure = keyof typeof measures;
