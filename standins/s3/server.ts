/** A stand-in for an S3 server on a laptop: objects in a folder, uploads in parts, Signature Version 4 checked; addressed by path. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { lock } from '../outside/lock.ts';
import type { Standin, StandinOptions } from '../standin.ts';
import { S3Error } from './errors.ts';
import { type Folder, folder } from './folder.ts';
import { operationOf } from './operations.ts';
import type { Asked } from './request.ts';
import { checkSignature } from './signature.ts';
import { type Uploads, uploads } from './uploads.ts';
import { document } from './xml.ts';

const settings = z.object({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  region: z.string().min(1).default('us-east-1'),
});
export type S3Options = StandinOptions & z.input<typeof settings> & { readonly now?: () => number };

/** Rejects when the port is taken or another process has the folder. */
export const start = async ({ port, dir, now = Date.now, ...given }: S3Options): Promise<Standin> => {
  const known = settings.parse(given);
  const release = await lock(dir);
  const objects = await folder(dir);
  const parts = await uploads(dir, objects);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = randomUUID();
    response.setHeader('x-amz-request-id', id);
    try {
      await answer({ request, response, objects, uploads: parts, known, now });
    } catch (error) {
      refuse(request, response, error, id);
    }
  };
  const server = createServer((request, response) => void handle(request, response));
  // Clients keep connections for long.
  server.keepAliveTimeout = 65_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch(async error => {
    await release();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await release();
    },
  };
};

const answer = async ({
  request,
  response,
  known,
  now,
  ...stores
}: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly objects: Folder;
  readonly uploads: Uploads;
  readonly known: z.output<typeof settings>;
  readonly now: () => number;
}): Promise<void> => {
  const signed = checkSignature(request, known, now());
  const [path = '', query = ''] = (request.url ?? '/').slice(1).split('?', 2);
  const slash = path.indexOf('/');
  const bucket = decodeURIComponent(slash < 0 ? path : path.slice(0, slash));
  const key = slash < 0 ? '' : decodeURIComponent(path.slice(slash + 1));
  const asked: Asked = {
    request,
    response,
    ...stores,
    bucket,
    key,
    query: new URLSearchParams(query),
    signed,
    now: new Date(now()).toISOString(),
  };
  const { run, method, on } = operationOf(asked);
  const creates = method === 'PUT' && on === 'bucket';
  if (!creates && !(/^[a-z0-9.-]+$/.test(bucket) && (await stores.objects.hasBucket(bucket))))
    throw new S3Error('NoSuchBucket');
  await run(asked);
};

const refuse = (request: IncomingMessage, response: ServerResponse, error: unknown, id: string): void => {
  // Who asked has gone; or of what was begun nobody must think that it is whole.
  if (response.headersSent || request.socket.destroyed) {
    response.destroy();
    return;
  }
  const known = error instanceof S3Error ? error : new S3Error('InternalError');
  if (!(error instanceof S3Error)) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  response.statusCode = known.status;
  // What was not read of the body is not read any more.
  if (!request.complete) response.setHeader('connection', 'close');
  response.setHeader('content-type', 'application/xml');
  const body = document('Error', { Code: known.code, Message: known.message, RequestId: id });
  response.end(request.method === 'HEAD' ? undefined : body);
};
