/** What the tests of one run share: a hospital, a browser, and the two whose visit they follow. */
import { test } from '@jest/globals';
import { accounts } from '@yunzhen/local/seed/accounts';
import type { Browser } from 'playwright-core';
import { type Person, person } from './person.ts';

export interface Scene {
  readonly origin: string;
  readonly browser: Browser;
  readonly patient: Person;
  readonly doctor: Person;
  /** A photograph of a report, as a phone takes it. */
  readonly photo: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
  /** A command of somebody at a desk: `prescription/<id>/claim`. */
  readonly staff: (login: string, command: string, input?: object) => Promise<void>;
}
export type Here = () => Scene;

export const scene = async (origin: string, browser: Browser): Promise<Scene> => {
  const post = async (path: string, input: object, headers = {}) => {
    const answer = await fetch(`${origin}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<{ accessToken: string }>;
  };
  const [patient, doctor] = await Promise.all([person(browser, origin, 'patient'), person(browser, origin, 'doctor')]);
  const table = await browser.newPage({ viewport: { width: 640, height: 480 } });
  await table.setContent('<h1>24 h ABPM</h1><p>06:00 155/95<p>12:00 138/86<p>22:00 149/92');
  const buffer = await table.screenshot({ type: 'jpeg' });
  await table.close();
  return {
    origin,
    browser,
    patient,
    doctor,
    photo: { name: 'report.jpg', mimeType: 'image/jpeg', buffer },
    staff: async (login, command, input = {}) => {
      const password = accounts.find(account => account.login === login)?.password;
      const { accessToken } = await post('sign-in/staff', { login, password });
      const headers = { authorization: `Bearer ${accessToken}`, 'idempotency-key': crypto.randomUUID() };
      await post(command, input, headers);
    },
  };
};

/** Tells what happens now from what earlier runs left in the same hospital. */
export const mark = Date.now().toString(36);
export const complaint = `血压控制不稳，晨起偏高两周（${mark}）`;

/** Tests that make sense only while none of a chain has failed: else they are skipped (in-order.mjs). */
export const following = (chain: string) => (name: string, work: () => Promise<void>, timeout?: number) =>
  test(name, Object.assign(work, { after: [chain] }), timeout);

/** Tests of a chain go on from each other; of one that fails there are pictures of both phones. */
export const inOrder = (here: Here, chain: string) => (name: string, work: () => Promise<void>) =>
  test(
    name,
    Object.assign(
      async () => {
        try {
          await work();
        } catch (error) {
          await here().patient.photograph('failed-patient');
          await here().doctor.photograph('failed-doctor');
          throw error;
        }
      },
      { chain },
    ),
  );
