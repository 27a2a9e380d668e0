/** The dashboard as people use it: a real browser, a real hospital, what patients and doctors do meanwhile, and axe over every page. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accounts } from './browser/accounts.ts';
import { catalogue } from './browser/catalogue.ts';
import { complaints } from './browser/complaints.ts';
import { dispensing } from './browser/dispensing.ts';
import { everyScreen } from './browser/every-screen.ts';
import { keyboard } from './browser/keyboard.ts';
import { orders } from './browser/orders.ts';
import { overview } from './browser/overview.ts';
import { prescriptions } from './browser/prescriptions.ts';
import { privacy } from './browser/privacy.ts';
import { reconciliation } from './browser/reconciliation.ts';
import { review } from './browser/review.ts';
import { schedule } from './browser/schedule.ts';
import { sessions } from './browser/sessions.ts';
import { weight } from './browser/weight.ts';
import { thrown } from './testing/page.ts';
import { openHospital, type TestHospital } from './testing/test-hospital.ts';

let house: TestHospital;
beforeAll(async () => {
  house = await openHospital();
}, 600_000);
afterAll(() => house?.close(), 120_000);

const here = () => house;
for (const suite of [
  sessions,
  accounts,
  overview,
  review,
  dispensing,
  orders,
  prescriptions,
  complaints,
  privacy,
  schedule,
  catalogue,
  reconciliation,
  keyboard,
  everyScreen,
  weight,
])
  suite(here);

test('no page threw an error', () => expect(thrown).toEqual([]));
