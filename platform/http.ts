/** Nest controllers from route tables: a route is data, its handler a function. */
import { Controller, Delete, Get, HttpCode, Post, Put, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As Fastify and Nest write it: `/api/registrations/:id`. */
  readonly path: string;
  /** Answers the body; `reply` is for status and headers. Throws typed errors; the problem filter renders them. */
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> | unknown;
}

const methods = { GET: Get, POST: Post, PUT: Put, DELETE: Delete };

/** One controller class for a table of routes. */
export const controllerOf = (name: string, routes: readonly Route[]): Type => {
  const Routes = { [name]: class {} }[name] as Type;
  routes.forEach(({ method, path, handle }, index) => {
    const key = `${method} ${path} ${index}`;
    Object.defineProperty(Routes.prototype, key, { value: sending(handle), writable: true, configurable: true });
    const descriptor = Object.getOwnPropertyDescriptor(Routes.prototype, key) as PropertyDescriptor;
    methods[method](path)(Routes.prototype, key, descriptor);
    // Nest's own default for POST is 201; a handler may still set another.
    HttpCode(200)(Routes.prototype, key, descriptor);
    Req()(Routes.prototype, key, 0);
    Res()(Routes.prototype, key, 1);
  });
  Controller()(Routes);
  return Routes;
};

/** Nest leaves the reply to the handler, so that a status set there stays. */
const sending = (handle: Route['handle']) => async (request: FastifyRequest, reply: FastifyReply) => {
  reply.send(await handle(request, reply));
};
