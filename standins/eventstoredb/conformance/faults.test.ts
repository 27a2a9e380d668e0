/** Misbehaviour on request: each fault as the official client sees it. Only on the stand-in. */
import { EventStoreDBClient, NotLeaderError, UnavailableError } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../faults.ts';
import { twoAnswers } from '../testing/bare.ts';
import { heard } from '../testing/heard.ts';
import {
  addressOf,
  event,
  givenServer,
  newStream,
  outcome,
  ownServerOnly,
  plainly,
  putAway,
  read,
} from '../testing/kit.ts';

(ownServerOnly ? describe : describe.skip)('faults', () => {
  const server = givenServer();
  let client: EventStoreDBClient;
  const control = async (method: string, path: string, body?: unknown): Promise<number> => {
    const request = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return (await fetch(server.controlUrl() + path, request)).status;
  };
  const given = async (fault: Fault): Promise<void> => {
    expect(await control('POST', '/faults', fault)).toBe(204);
  };
  beforeEach(() => {
    client = EventStoreDBClient.connectionString(server.url());
  });
  afterEach(async () => {
    await control('DELETE', '/faults');
    await putAway(client);
  });

  test('unavailable, once, for one operation', async () => {
    await given({ do: 'unavailable', on: 'append' });
    await expect(client.appendToStream(newStream(), event(), plainly)).rejects.toBeInstanceOf(UnavailableError);
    expect(await outcome(client.appendToStream(newStream(), event(), plainly))).toBe('ok, next 0n');
  });

  test('not the leader: the client goes to the one it is told of', async () => {
    const port = Number(addressOf(server.url()).split(':')[1]);
    await given({ do: 'not-leader', on: 'append', host: '127.0.0.1', port });
    const failure = await client.appendToStream(newStream(), event()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotLeaderError);
    expect(failure).toMatchObject({ leader: { address: '127.0.0.1', port } });
    expect(await outcome(client.appendToStream(newStream(), event()))).toBe('ok, next 0n');
  });

  test('a lost acknowledgement: the event is stored', async () => {
    const stream = newStream('lost');
    await given({ do: 'lose-ack', stream: 'lost-' });
    const live = heard(client.subscribeToStream(stream));
    await live.hear('caughtUp');
    const append = client.appendToStream(stream, event(), { ...plainly, deadline: 300 });
    await expect(append).rejects.toMatchObject({ code: 4 });
    await live.hear('data 0');
    await live.leave();
  });

  test('a delayed acknowledgement comes after the event itself', async () => {
    const stream = newStream('late');
    await given({ do: 'delay-ack', ms: 100, stream: 'late-' });
    const live = heard(client.subscribeToStream(stream));
    await live.hear('caughtUp');
    const order: string[] = [];
    await Promise.all([
      client.appendToStream(stream, event()).then(() => order.push('acknowledged')),
      live.hear('data 0').then(() => order.push('heard')),
    ]);
    expect(order).toEqual(['heard', 'acknowledged']);
    await live.leave();
  });

  test('a doubled acknowledgement', async () => {
    const stream = newStream('doubled');
    await given({ do: 'double-ack', stream: 'doubled-' });
    expect(await twoAnswers(server.url(), { stream })).toEqual(['ok', 'ok']);
    expect(await read(client, stream)).toEqual([0]);
  });

  test.each(['read', 'subscribe'] as const)('unavailable for a %s of one stream only', async on => {
    const [failing, other] = [newStream('failing'), newStream('other')];
    await client.appendToStream(failing, event());
    await client.appendToStream(other, event());
    await given({ do: 'unavailable', on, stream: 'failing-', times: 2 });
    const first = (stream: string) => {
      const source = on === 'read' ? client.readStream(stream) : client.subscribeToStream(stream);
      return source[Symbol.asyncIterator]().next();
    };
    await expect(first(other)).resolves.toMatchObject({ done: false });
    await expect(first(failing)).rejects.toMatchObject({ code: 14 });
  });

  test('a hanging append is not stored', async () => {
    const stream = newStream('hanging');
    await given({ do: 'hang', on: 'append', stream: 'hanging-' });
    await expect(client.appendToStream(stream, event(), { ...plainly, deadline: 300 })).rejects.toMatchObject({
      code: 4,
    });
    expect(await read(client, stream)).toBe('StreamNotFoundError');
  });

  test('a dropped subscription ends; a broken one is an error', async () => {
    const [dropped, broken] = [newStream('dropped'), newStream('broken')];
    const first = heard(client.subscribeToStream(dropped));
    const second = heard(client.subscribeToStream(broken));
    await Promise.all([first.hear('caughtUp'), second.hear('caughtUp')]);
    expect(await control('POST', '/drop', { how: 'end', stream: 'dropped-' })).toBe(204);
    expect(await control('POST', '/drop', { how: 'break', stream: 'broken-' })).toBe(204);
    await Promise.all([first.hear('close'), second.over]);
    expect(first.log).toEqual(['confirmation', 'caughtUp', 'end', 'close']);
    expect(second.log.at(-1)).toContain('code 13');
  });

  test('a rule that is none is refused', async () => {
    expect(await control('POST', '/faults', { do: 'explode' })).toBe(400);
  });
});
