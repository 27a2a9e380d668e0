/** Every screen in every state it can be in, without a hospital that is: its answers are held back, emptied, crowded or refused on their way. */
import type { Page, Route } from 'playwright-core';

/** Name, who looks, where, and its first heading. */
export const screens = [
  ['overview', 'manager', 'overview', '概览'],
  ['figures', 'manager', 'figures?of=revenue', '指标'],
  ['standing-figures', 'manager', 'figures?of=complaints', '指标'],
  ['wall', 'manager', 'wall', '云诊互联网医院'],
  ['todo', 'operator', 'todo', '待办'],
  ['approvals', 'manager', 'todo?part=approvals', '待办'],
  ['review', 'pharmacist', 'review', '审方'],
  ['dispensing', 'pharmacist', 'dispensing', '发药'],
  ['registrations', 'operator', 'orders', '订单'],
  ['consultations', 'operator', 'orders?kind=consultations', '订单'],
  ['payments', 'operator', 'orders?kind=payments', '订单'],
  ['prescriptions', 'operator', 'prescriptions', '处方'],
  ['schedule', 'operator', 'schedule', '排班'],
  ['complaints', 'operator', 'complaints', '投诉'],
  ['cases', 'operator', 'cases', '待处理'],
  ['exchanges', 'operator', 'cases?part=exchanges', '待处理'],
  ['departments', 'operator', 'catalogue', '字典'],
  ['practitioners', 'operator', 'catalogue?tab=practitioners', '字典'],
  ['drugs', 'operator', 'catalogue?tab=drugs&q=片', '字典'],
  ['privacy', 'manager', 'privacy', '个人信息'],
  ['disclosures', 'manager', 'privacy?part=disclosures', '个人信息'],
  ['reconciliation', 'manager', 'reconciliation', '对账'],
  ['differences', 'manager', 'reconciliation?part=differences', '对账'],
  ['ledger', 'manager', 'reconciliation?part=ledger&account=1031', '对账'],
  ['months', 'manager', 'reconciliation?part=months', '对账'],
  ['accounts', 'administrator', 'accounts', '账号'],
  ['audit', 'auditor', 'audit', '审计'],
  ['me', 'pharmacist', 'me', '我的账号'],
  ['diagnoses', 'operator', 'catalogue?tab=diagnoses&q=I10', '字典'],
] as const;

const deep = (value: unknown, change: (value: unknown, key: string) => unknown, key = ''): unknown => {
  const changed = change(value, key);
  if (Array.isArray(changed)) return changed.map(one => deep(one, change, key));
  if (changed === null || typeof changed !== 'object') return changed;
  return Object.fromEntries(Object.entries(changed).map(([name, one]) => [name, deep(one, change, name)]));
};

/** As a hospital answers on its first day: days without figures stay, rows do not. */
const emptied = (answer: unknown, path: string): unknown => {
  if (path.endsWith('/departments')) return answer;
  return deep(answer, (value, key) => {
    if (Array.isArray(value)) return path.endsWith('/trend') ? value : [];
    if (typeof value === 'number') return 0;
    return key === 'since' || key === 'due' ? null : value;
  });
};

const long: Readonly<Record<string, string>> = {
  doctorName: '欧阳慕容·阿不都热合曼·买买提',
  pharmacistName: '司徒·阿依古丽·买买提',
  departmentName: '中西医结合心血管与老年病多学科联合门诊',
  visitPersonName: '古丽·阿不都热合曼·买买提',
  name: '复方氨基酸（18AA-Ⅱ）缓释双层薄膜衣片',
  suspendReason: '医生临时参加院内抢救，无法按时接诊，已联系患者改约，患者同意取消',
  introduction: '长'.repeat(300),
  complaint: '头晕三天，测血压偏高，家里药快吃完了。'.repeat(20),
};
/** Long names, long texts, five digits. */
const crowded = (answer: unknown, path: string): unknown =>
  deep(answer, (value, key) => {
    if (typeof value === 'string') return long[key] ?? value;
    const figure = /\/(statistics|figures)\//.test(path) && !/^(hour|weekday)$/.test(key);
    return typeof value === 'number' && figure ? value * 1_000 + 12_345 : value;
  });

const asked = (url: URL) => url.pathname.startsWith('/api/') && !url.pathname.includes('/realtime/');
const answered = (page: Page, change: (answer: unknown, path: string) => unknown) =>
  page.route(asked, async (route: Route) => {
    try {
      const response = await route.fetch();
      const changed = change(await response.json(), new URL(response.url()).pathname);
      await route.fulfill({ response, body: JSON.stringify(changed) });
    } catch {
      // The page was left while it asked: nobody waits for the answer, and the error would be told of another test.
      await route.abort().catch(() => undefined);
    }
  });
const refused = { type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden' };

/** What is done to the answers before a screen is looked at. */
export const states = {
  full: async () => undefined,
  dark: async () => undefined,
  crowded: (page: Page) => answered(page, crowded),
  empty: (page: Page) => answered(page, emptied),
  loading: (page: Page) => page.route(asked, () => undefined),
  error: (page: Page) =>
    page.route(asked, route =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(refused) }),
    ),
  offline: async () => undefined,
} as const satisfies Record<string, (page: Page) => Promise<unknown>>;
export type State = keyof typeof states;

/** Goes on within the page, as a link does, and answers once the other screen is there. @param title its first heading */
export const go = async (page: Page, path: string, title: string): Promise<void> => {
  await page.evaluate(async to => {
    history.pushState(null, '', `/admin/${to}`);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
    // What the address says is drawn by then, if only as a skeleton.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  }, path);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};
