/** A process that holds a lease while it can and tells its parent, for tests that kill and freeze it: its arguments are a MongoDB URL, a database and a build. */
import { once } from 'node:events';
import { MongoClient } from 'mongodb';
import { leases } from '../lease.ts';

const [url = '', database = '', build = '0'] = process.argv.slice(2);
const client = await MongoClient.connect(url);
const abort = new AbortController();
process.once('SIGTERM', () => abort.abort());
process.once('disconnect', () => abort.abort());
const { hold } = leases(client.db(database), { ttl: 3_000, every: 500, build: Number(build) });
await hold(
  'work',
  async ({ epoch, lost }) => {
    process.send?.({ holds: epoch });
    await once(lost, 'abort');
    process.send?.({ lost: epoch });
  },
  abort.signal,
);
await client.close();
if (process.connected) process.disconnect();
