/** Commands over HTTP: `POST /api/<capability>/<id>/<command>`, one route for all of them. */

import { UnsupportedMediaTypeException } from '@nestjs/common';
import { capabilities } from '@yunzhen/contracts/index';
import { id } from '@yunzhen/contracts/language';
import { permissionOf } from '@yunzhen/contracts/permissions';
import { asks, telling } from '@yunzhen/platform/audit/asked';
import type { Route } from '@yunzhen/platform/http';
import { type Authenticate, signedIn } from '@yunzhen/platform/sign-in';
import { span, traceparent, withTraceparent } from '@yunzhen/platform/tracing';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Answer } from '../commit.ts';
import type { Dispatch } from '../dispatch.ts';

/** What is traced: of an address that is no command's, nothing is kept. */
const known = new Set(
  capabilities.flatMap(({ name, commands }) =>
    Object.keys(commands).map(command => permissionOf.command(name, command)),
  ),
);
const address = z.object({ capability: z.string().max(40), id, command: z.string().max(40) });
/** The command id: the same key asks for the same thing again and gets the first answer. */
const headers = z.object({
  'idempotency-key': z.uuid({ error: 'Idempotency-Key must be a UUID' }).toLowerCase(),
  traceparent: z.string().optional(),
});

export const commandRoutes = (
  dispatch: Dispatch,
  authenticate: Authenticate,
  observe: (command: string, seconds: number) => void,
): Route[] => {
  const actorOf = signedIn(authenticate);
  const handle = async (request: FastifyRequest): Promise<{ revision: number; position: string }> => {
    const addressed = address.safeParse(request.params);
    const asked = addressed.data && permissionOf.command(addressed.data.capability, addressed.data.command);
    if (addressed.success && asked && known.has(asked))
      asks(request, { what: asked, kind: 'change', traced: true, about: addressed.data.id });
    const by = await actorOf(request);
    telling(request, { by });
    const { capability, id, command } = address.parse(request.params);
    const { 'idempotency-key': commandId, traceparent: parent } = headers.parse(request.headers);
    if (Buffer.isBuffer(request.body)) throw new UnsupportedMediaTypeException();
    const started = performance.now();
    const answer = await withTraceparent(parent, () =>
      span(`command ${capability}/${command}`, { 'command.id': commandId }, () =>
        dispatch({ capability, id, command, input: request.body ?? {} }, envelope(commandId, by)),
      ),
    );
    observe(`${capability}/${command}`, (performance.now() - started) / 1_000);
    return shownAnswer(answer);
  };
  return [{ method: 'POST', path: '/api/:capability/:id/:command', handle }];
};

const envelope = (commandId: string, by: Parameters<Dispatch>[1]['by']): Parameters<Dispatch>[1] => {
  const trace = traceparent();
  return {
    commandId,
    correlationId: commandId,
    causationId: commandId,
    by,
    at: new Date().toISOString(),
    ...(trace && { traceparent: trace }),
  };
};

/** `position` is a string: it may be larger than a JSON number carries everywhere. */
const shownAnswer = ({ revision, position }: Answer) => ({ revision, position: String(position) });
