/** What is measured, in this order: catching up first, while the events are still a hospital's own mixture. */
import { batched } from './batched.ts';
import { catchUp } from './catch-up.ts';
import { chat, chat1000 } from './chat.ts';
import { command, commandP99 } from './command.ts';
import { deliveries } from './deliveries.ts';
import { engineRates } from './engine-rates.ts';
import { eventLoop } from './event-loop.ts';
import { hotKey } from './hot-key.ts';
import { ingest } from './ingest.ts';
import { interactive } from './interactive.ts';
import { isolation } from './isolation.ts';
import { lag } from './lag.ts';
import { longStream } from './long-stream.ts';
import { query, queryCached } from './query.ts';
import { rebuildReads } from './rebuild-reads.ts';
import { reconcile } from './reconcile.ts';

export const measures = {
  catchUp,
  batched,
  ingest,
  deliveries,
  command,
  commandP99,
  longStream,
  lag,
  chat,
  chat1000,
  queryCached,
  query,
  hotKey,
  eventLoop,
  isolation,
  rebuildReads,
  reconcile,
  engineRates,
  interactive,
} as const;
export type Measure = keyof typeof measures;
