import { expect, test } from '@jest/globals';
import { go, type State, screens, states } from '../testing/gallery.ts';
import { walked } from '../testing/keyboard.ts';
import { desk, everySize, phone, pictures, serious, settled } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

const sizes: Readonly<Record<State, Parameters<typeof pictures>[2]>> = {
  full: everySize,
  crowded: [desk, phone],
  dark: [desk, phone],
  empty: [desk, phone],
  loading: [desk, phone],
  error: [desk, phone],
  offline: [desk, phone],
};
const logins = ['manager', 'pharmacist', 'operator', 'administrator', 'auditor'] as const;

/** All screens of one person in one state: pictures, and what is wrong with them. */
const looked = async (here: TestHospital, login: (typeof logins)[number], state: State): Promise<string[]> => {
  const wrong: string[] = [];
  const page = await here.as(login, 'testing-fonts/400.css', { alone: true, dark: state === 'dark' });
  await states[state](page);
  const mine = screens.filter(([, who]) => who === login);
  await page.goto(`${here.origin}/admin/${mine[0]?.[2]}`, { waitUntil: 'commit' });
  for (const [name, , path, title] of mine) {
    await page.locator('h1').first().waitFor();
    await go(page, path, title);
    if (state === 'loading') await page.locator('[aria-busy="true"]').first().waitFor();
    else await settled(page);
    if (state === 'error') await page.getByText('没有加载出来').or(page.getByText('等待扫码')).first().waitFor();
    if (state === 'offline') {
      await page.context().setOffline(true);
      await page.getByText('网络已断开').waitFor();
    }
    if (state === 'full' || state === 'dark')
      wrong.push(...(await serious(page)).map(finding => `${name} ${state}: ${finding}`));
    wrong.push(...(await pictures(page, `${name}-${state}`, sizes[state])));
    if (state === 'full') wrong.push(...(await walked(page, name)));
    await page.context().setOffline(false);
  }
  await page.context().close();
  return wrong;
};

export const everyScreen = (here: () => TestHospital) => {
  test('every screen in every state is pictured, has no serious finding, is walked by Tab alone without a trap, and never scrolls sideways', async () => {
    await here().told.submitted();
    await here().told.booked();
    const work = logins.flatMap(login => (Object.keys(states) as State[]).map(state => [login, state] as const));
    const wrong: string[] = [];
    const worker = async () => {
      for (let next = work.shift(); next; next = work.shift()) wrong.push(...(await looked(here(), ...next)));
    };
    await Promise.all([worker(), worker(), worker()]);
    expect(wrong).toEqual([]);
  }, 600_000);
};
