/** O1.4: statements that finance brings from the merchant site; what is imported of them is a command of each day. */
import { setImmediate } from 'node:timers/promises';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { reconciliationEndpoints } from '@yunzhen/contracts/reconciliation/endpoints';
import { bytesFrom, endpointRoutes } from '@yunzhen/platform/endpoints';
import type { Route } from '@yunzhen/platform/http';
import { InvalidInput } from '@yunzhen/platform/problem';
import type { Authenticate } from '@yunzhen/platform/sign-in';
import { takeUpload, type UploadPorts } from '../reconciliation/upload.ts';
import type { Source } from '../statements/bytes.ts';

const dayMs = 86_400_000;
const chunkBytes = 64 * 1024;
/** Bytes; a month of a million rows, gzipped, has as many. */
const mostBytes = 64 * 1024 * 1024;

/** In pieces, with room for others between them: the whole would hold the process up. */
async function* inPieces(bytes: Buffer): Source {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield bytes.subarray(at, at + chunkBytes);
    await setImmediate();
  }
}

export const statementRoutes = (ports: UploadPorts, authenticate: Authenticate): Route[] =>
  endpointRoutes(
    reconciliationEndpoints,
    {
      uploadStatement: async ({ request }) => {
        const body = await bytesFrom(request, mostBytes);
        if (body.length === 0)
          throw new InvalidInput([{ path: ['body'], message: 'a statement is expected as the body' }]);
        return takeUpload(ports, () => inPieces(body), chinaDayOf(new Date(ports.now().getTime() - dayMs)));
      },
    },
    authenticate,
  );
