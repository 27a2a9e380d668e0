/**
 * The write side without its wire: features, dispatcher, gateways and processes on given servers. One wiring for production, simulator,
 * tests and seed.
 */
import type { EventStore } from '@yunzhen/platform/eventstore';
import type { Seal } from './codec.ts';
import { type CommitOptions, type Committer, committer } from './commit.ts';
import { type Dispatch, dispatcher } from './dispatch.ts';
import { type Ask, type Feature, type FeatureSettings, usualSettings } from './feature.ts';
import { features } from './features.ts';
import type { AccessClient } from './gateways/access/client.ts';
import { access } from './gateways/access/gateway.ts';
import type { BooksClient } from './gateways/books/client.ts';
import { books } from './gateways/books/gateway.ts';
import { type RecordExchange, recording } from './gateways/exchange.ts';
import { type Around, bind, type Gateways } from './gateways/gateway.ts';
import type { HisClient } from './gateways/his/client.ts';
import { his } from './gateways/his/gateway.ts';
import type { HisSettings } from './gateways/his/settings.ts';
import type { PeopleClient } from './gateways/people/client.ts';
import { people as peopleGateway } from './gateways/people/gateway.ts';
import type { WechatPayClient } from './gateways/wechat-pay/client.ts';
import { queryOrder, wechatPay } from './gateways/wechat-pay/gateway.ts';
import type { WechatPaySettings } from './gateways/wechat-pay/settings.ts';
import { approving } from './processes/approving.ts';
import { booking } from './processes/booking.ts';
import { cases } from './processes/cases.ts';
import { consulting } from './processes/consulting.ts';
import { dispensing } from './processes/dispensing.ts';
import { forgetting } from './processes/forgetting.ts';
import { leaving } from './processes/leaving.ts';
import { paying } from './processes/paying.ts';
import { reconciling } from './processes/reconciling.ts';
import type { Process } from './reactions/process.ts';
import type { Limits } from './reactions/systems.ts';

export const processes: readonly Process[] = [
  booking,
  paying,
  consulting,
  dispensing,
  leaving,
  forgetting,
  cases,
  approving,
  reconciling,
];

/** An outside system as it is reached. */
interface Reached<C, S> {
  readonly client: C;
  readonly settings: S;
}
export interface CorePorts {
  readonly store: EventStore;
  readonly people: Pick<Ask, 'open' | 'index' | 'attach'> & { readonly seal: Seal };
  readonly outside: {
    readonly his: Reached<HisClient, HisSettings>;
    readonly wechatPay: Reached<WechatPayClient, WechatPaySettings>;
    readonly access: AccessClient;
    readonly people: PeopleClient;
    /** Where it runs the reactions; commands alone hold no books against each other. */
    readonly books?: BooksClient;
  };
  /** Told of every exchange with an outside system. */
  readonly record: RecordExchange;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly settings?: FeatureSettings;
  readonly commit?: CommitOptions;
}
/** What a core decides and reacts with. */
export interface Tables {
  readonly store: EventStore;
  readonly features: readonly Feature[];
  readonly processes: readonly Process[];
  readonly gateways: Gateways;
}
export interface Core extends Tables {
  readonly dispatch: Dispatch;
  readonly commits: Committer;
  /** How much each outside system is asked. */
  readonly systems: Readonly<Record<string, Limits>>;
  /** What a stream says now. */
  readonly latest: <S>(of: Feature<S>, id: string) => Promise<S>;
}

/** @param change replaces a part before anything is made of it: the simulator plants its bugs here */
export const core = <T extends Tables = Tables>(
  ports: CorePorts,
  change: (tables: Tables) => T = tables => tables as T,
): Core & T => {
  const { people, outside, record, now, settings = usualSettings } = ports;
  // The gateways ask the committer, which is made of what `change` answers.
  let commits: Committer;
  const latest = async <S>(of: Feature<S>, id: string) => (await commits.fresh(of as Feature, id)).state as S;
  const plain = { state: latest, open: people.open, now: () => new Date(now()) };
  const around =
    <C extends object, S>({ client, settings }: Reached<C, S>) =>
    (about: { readonly system: string; readonly call: string; readonly key: string }): Omit<Around<C, S>, 'round'> => ({
      client: patientId => recording(client, { ...about, patientId }, record, now),
      settings,
      ...plain,
    });
  const kept = outside.books;
  const pay = around(outside.wechatPay);
  const query = (paymentId: string) =>
    queryOrder(pay({ system: wechatPay.name, call: 'wechat-pay.query', key: paymentId }))(paymentId);
  const tables = change({
    store: ports.store,
    features,
    processes,
    gateways: {
      ...bind(wechatPay, pay),
      ...bind(his, around(outside.his)),
      // Our own servers: no exchange with anybody else.
      ...bind(access, () => ({ ...plain, client: () => outside.access, settings: outside.access })),
      ...bind(peopleGateway, () => ({ ...plain, client: () => outside.people, settings: outside.people })),
      ...(kept && bind(books, () => ({ ...plain, client: () => kept, settings: kept }))),
    },
  });
  commits = committer(tables.store, people.seal, ports.commit);
  const systems = {
    [wechatPay.name]: wechatPay,
    [his.name]: his,
    [access.name]: access,
    [peopleGateway.name]: peopleGateway,
    [books.name]: books,
  };
  const surroundings = { ...people, outside: { paymentSuccess: query }, settings };
  return { ...tables, commits, latest, systems, dispatch: dispatcher(tables.features, commits, surroundings) };
};
