import { expect, test } from '@jest/globals';
import { queries } from '@yunzhen/contracts/index';
import type { Query } from '@yunzhen/contracts/query';
import type { ViewShape } from '@yunzhen/contracts/shape';
import { type Copy, copyOf, jsonOf } from './copy.ts';
import { pageOf } from './page.ts';

const now = new Date('2026-03-02T01:00:00.000Z');
/** Rows by the path of their list, two on a page; everything that is no list is answered by `others`. */
const hospital = (rows: Readonly<Record<string, readonly object[]>> = {}) => {
  const asked: Query[] = [];
  const others: Readonly<Record<string, object>> = {
    '/me': { patientId: 'p', registeredAt: now.toISOString(), consents: [], followed: [], visitPersons: [] },
    '/me/account': { endedAt: null },
  };
  const query = async (of: Query, params: { readonly cursor?: string; readonly since?: number }) => {
    asked.push(of);
    const all = rows[of.path] ?? [];
    if (of.path.endsWith('/messages')) {
      const from = params.since ?? 0;
      return { rows: all.slice(from, from + 2), more: all.length > from + 2 };
    }
    const from = Number(params.cursor ?? 0);
    return (
      others[of.path] ?? { rows: all.slice(from, from + 2), next: all.length > from + 2 ? String(from + 2) : null }
    );
  };
  return { asked, api: { query: query as never } };
};

/** Views that are a patient's own and are in no copy, and why. */
const left: Readonly<Record<string, string>> = {
  messages: 'asked for conversation by conversation; none of the empty hospital has any',
  refunds: 'each stands in its payment, which is in the copy with its refunds',
};

test('[N5] whatever is a patient’s own is in the copy', async () => {
  const { api, asked } = hospital();
  await copyOf(api, now);
  const own = (all: readonly Query[]) =>
    new Set(
      all
        .flatMap(({ reads }) => reads)
        .filter(shape => shape.kind !== 'fact' && 'patient' in (shape as ViewShape).owners)
        .map(({ name }) => name),
    );
  const copied = own(asked);
  expect([...own([...queries.values()])].filter(name => !copied.has(name)).sort()).toEqual(Object.keys(left));
});

test('[N5] every page of every list is in it, and every message of every chat', async () => {
  const ids = [1, 2, 3, 4, 5];
  const { api } = hospital({
    '/payments': ids.map(paymentId => ({ paymentId })),
    '/conversations': [{ conversationId: 'c' }],
    '/conversations/:conversationId/messages': ids.map(sequence => ({ sequence })),
    '/dispensings': [{ dispensingId: 1 }],
  });
  const copy = await copyOf(api, now);
  expect(copy.payments).toEqual(ids.map(paymentId => ({ paymentId })));
  expect(copy.conversations).toEqual([{ conversationId: 'c', messages: ids.map(sequence => ({ sequence })) }]);
  // Those that are ready, and those that were handed out.
  expect(copy.dispensings).toHaveLength(2);
  expect(JSON.parse(jsonOf(copy))).toEqual(copy);
});

test('[N5] a list that does not answer leaves no half copy', async () => {
  const { api } = hospital();
  const broken = {
    query: ((of: Query) =>
      of.path === '/records'
        ? Promise.reject(new Error('away'))
        : (api.query as (of: Query, params: object) => Promise<unknown>)(of, {})) as never,
  };
  await expect(copyOf(broken, now)).rejects.toThrow('away');
});

test('[N5] the readable page says it in Chinese, in the hospital’s time, and runs nothing that somebody wrote', async () => {
  const { api } = hospital();
  const empty = await copyOf(api, now);
  const letter = {
    from: 'patient' as const,
    text: '<script>alert(1)</script> & "我"',
    pictures: [],
    at: now.toISOString(),
  };
  const complaint = {
    filedAt: now.toISOString(),
    status: 'new',
    letters: [letter],
  } as unknown as Copy['complaints'][number];
  const page = pageOf({ ...empty, complaints: [complaint] });
  expect(page).toContain('2026-03-02 09:00 制作');
  expect(page).toContain('<h2>投诉（1）</h2>');
  expect(page).toContain('2026-03-02 09:00 我：&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;我&#34;');
  expect(page).not.toContain('<script');
  expect(page).toContain('<h2>病历（0）</h2><p>没有</p>');
});
