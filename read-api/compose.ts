/** The read API as a part of a process. */
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { grants } from '@yunzhen/contracts/index';
import type { Part } from '@yunzhen/platform/app';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Logger } from '@yunzhen/platform/log';
import { mayActByView } from '@yunzhen/platform/may-act';
import type { Metrics } from '@yunzhen/platform/metrics';
import { unreadableValues } from '@yunzhen/platform/sealing';
import type { Servers } from '@yunzhen/platform/servers';
import { bearer } from '@yunzhen/platform/sign-in';
import { viewsChannel } from '@yunzhen/platform/view-progress';
import type { Answered, Asking } from './answer.ts';
import { queryBus } from './bus.ts';
import { cache } from './cache.ts';
import { queryRoutes } from './http.ts';
import { pointers } from './pointers.ts';
import { progress } from './progress.ts';
import { allAnswers } from './registry.ts';

/** What it is connected to, and what it is trusted with. */
export const uses = ['store', 'mongo', 'clickhouse', 'redis', 'tokens', 'sealing', 'audit'] as const;
type Used = Servers<(typeof uses)[number]>;

export const composeReadApi = async (
  { store, mongo, clickhouse, redis, tokens, sealing }: Used,
  log: Logger,
  metrics: Metrics,
): Promise<Part> => {
  const answers = await allAnswers();
  const { handlers, over } = queryBus(answers);
  const reading = await pointers(mongo.db);
  const following = await progress(mongo.db, redis.client, redis.channel(viewsChannel));
  const seconds = metrics.histogram('yunzhen_query_seconds', 'Time of a query, by name', ['query']);
  const unreadable = metrics.counter(unreadableValues.name, unreadableValues.help, ['why']);
  const history = async (stream: string): Promise<RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    for await (const event of store.readStream(stream, 0)) events.push(event);
    return events;
  };
  let run: (answered: Answered, asking: Asking<never>) => Promise<unknown>;
  const routes = queryRoutes(answers, {
    grants,
    authenticate: bearer(tokens, mayActByView(mongo.db)),
    asking: { view: reading.view, clickhouse: clickhouse.client, index: sealing.blindIndex, history },
    reached: following.reached,
    head: store.head,
    // A view that moved to another collection may show the same position otherwise.
    stamp: views => `${following.stamp(views)} ${reading.stamp(views)}`,
    cached: cache(redis.client, error => log.warn({ err: error }, 'Redis does not answer')).through,
    open: sealed => sealing.openAll(sealed, why => unreadable({ why })),
    run: (answered, asking) => run(answered, asking),
    observe: (query, time) => seconds({ query }, time),
  });
  return {
    name: 'Queries',
    routes,
    imports: [CqrsModule],
    providers: [
      ...handlers,
      {
        provide: 'yunzhen:queries',
        inject: [QueryBus],
        useFactory: (bus: QueryBus) => {
          run = over(bus);
          return bus;
        },
      },
    ],
    start: reading.refresh,
    stop: async () => {
      reading.stop();
      await following.stop();
    },
  };
};
