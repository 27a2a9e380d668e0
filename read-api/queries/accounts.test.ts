import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AccountShown } from '@yunzhen/contracts/account/queries';
import { department, doctor } from '../story.ts';
import { type By, hospital, idOf } from '../testing.ts';
import { account, accounts, myAccount, withoutAccount } from './accounts.ts';

const at = '2026-01-05T02:00:00.000Z';
const administrator: By = { role: 'administrator', id: idOf('孙系统') };
const opened = (name: string, role: string, by: string) => {
  const accountId = idOf(name);
  return [
    {
      type: 'account.invited',
      data: {
        ...{ accountId, role, login: `l-${role}`, name, codeIndex: 'x', confirmationIndex: 'y' },
        ...{ until: '2026-01-08T02:00:00.000Z', proposedBy: idOf(by), by: idOf('吴安全') },
      },
    },
    { type: 'account.password-set', data: { accountId, passwordId: idOf(`${name} 1`), at } },
  ];
};

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital(at);
  await house.given(
    department('心内科'),
    ...[doctor('林清和', '心内科'), doctor('王新来', '心内科')],
    ...opened('孙系统', 'administrator', 'nobody'),
    ...opened('吴安全', 'security', '孙系统'),
    ...opened('林清和', 'doctor', '孙系统'),
    ...opened('周运营', 'operator', '孙系统'),
    { type: 'account.signed-out', data: { accountId: idOf('周运营'), by: idOf('孙系统'), at }, at },
  );
});
afterAll(() => house.close());

test('[O4] an account is shown with the names of those who changed it', async () => {
  const { history } = (await house.ask(account, administrator, { accountId: idOf('周运营') })) as AccountShown;
  expect(history.map(({ what, byName }) => [what, byName])).toEqual([
    ['invited', '吴安全'],
    ['password-set', null],
    ['signed-out', '孙系统'],
  ]);
});

test('[O4] one’s own name and who acted on the account are shown whole, also to roles that see others masked', async () => {
  const own = (await house.ask(myAccount, { role: 'operator', id: idOf('周运营') })) as AccountShown;
  expect([own.name, own.history.at(-1)?.byName]).toEqual(['周运营', '孙系统']);
});

test('[O4] only who works here and has no account can be given one', async () => {
  expect(await house.ask(withoutAccount, administrator)).toEqual([
    { practitionerId: idOf('王新来'), kind: 'doctor', name: '王新来', departmentName: '心内科' },
  ]);
  const { rows } = (await house.ask(accounts, administrator, { role: 'doctor' })) as { rows: { name: string }[] };
  expect(rows.map(({ name }) => name)).toEqual(['林清和']);
});
