/** What the tests of one run share: a hospital, a browser, and the two whose visit they follow. */
import { test } from '@jest/globals';
import type { Actor } from '@yunzhen/contracts/roles';
import { accounts } from '@yunzhen/local/seed/accounts';
import { client } from '@yunzhen/local/visit/client';
import { once } from '@yunzhen/local/visit/transport';
import type { Intent } from '@yunzhen/people/intent';
import { sendOver } from '@yunzhen/people/over-http';
import type { Browser } from 'playwright-core';
import { type Person, person } from './person.ts';

export interface Scene {
  readonly origin: string;
  readonly browser: Browser;
  readonly patient: Person;
  readonly doctor: Person;
  /** A photograph of a report, as a phone takes it. */
  readonly photo: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
  /** What somebody at a desk wants. */
  readonly staff: (login: string, want: (by: Actor) => Intent) => Promise<void>;
}
export type Here = () => Scene;

export const scene = async (origin: string, browser: Browser): Promise<Scene> => {
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
    staff: async (login, want) => {
      const { password = '', role = 'operator' } = accounts.find(account => account.login === login) ?? {};
      const api = client(once(origin));
      const { holder } = await api.signIn({ login, password });
      await sendOver(api, want({ id: holder.id, role }), crypto.randomUUID());
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
