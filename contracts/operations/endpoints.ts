import { z } from 'zod';
import { bytes, endpoint } from '../endpoint.ts';

const checked = z.object({
  status: z.enum(['ok', 'failing', 'draining']),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), ms: z.number(), why: z.string().optional() })),
});

/** What whoever runs a process asks of it; kept from the outside by the proxy in front. */
export const operationsEndpoints = {
  live: endpoint({
    method: 'GET',
    path: '/health/live',
    summary: 'Whether the process answers',
    access: 'everyone',
    params: {},
    answer: z.object({ status: z.literal('ok') }),
  }),
  ready: endpoint({
    method: 'GET',
    path: '/health/ready',
    summary: 'Whether this process can answer, by its own checks alone; 503 when it cannot or is about to stop',
    access: 'everyone',
    params: {},
    answer: checked,
    alsoAnswers: [503],
  }),
  dependencies: endpoint({
    method: 'GET',
    path: '/health/dependencies',
    summary: 'The same with everything it stands on',
    access: 'everyone',
    params: {},
    answer: checked,
    alsoAnswers: [503],
  }),
  metrics: endpoint({
    method: 'GET',
    path: '/metrics',
    summary: 'Figures for Prometheus',
    access: 'everyone',
    params: {},
    answer: bytes('text/plain'),
  }),
};
