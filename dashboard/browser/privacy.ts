import { expect, test } from '@jest/globals';
import { desk, phone, pictures, serious } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

export const privacy = (here: () => TestHospital) => {
  test('[N5] a request for erasure is proposed by one with a reason that outlives a reload, and carried out by another', async () => {
    const id = await here().told.forgotten();
    const operator = await here().as('operator', `privacy?id=${id}`, { alone: true });
    const drawer = operator.getByRole('dialog', { name: '申请详情' });
    const reason = drawer.getByLabel('给本人的说明');
    await reason.fill('没有未完成的就诊，同意。');
    await operator.reload();
    expect(await reason.inputValue()).toBe('没有未完成的就诊，同意。');
    expect(await serious(operator)).toEqual([]);
    expect(await pictures(operator, 'privacy-propose', [desk, phone])).toEqual([]);
    await drawer.getByRole('button', { name: '提出，由另一位管理人员核准' }).click();
    await drawer.getByRole('button', { name: '撤回意见' }).waitFor();

    const manager = await here().as('manager', 'privacy?status=requested', { alone: true });
    await manager.goto(`${here().origin}/admin/privacy?id=${id}`);
    const theirs = manager.getByRole('dialog', { name: '申请详情' });
    await theirs.getByText('没有未完成的就诊，同意。').waitFor();
    expect(await pictures(manager, 'privacy-decide', [desk, phone])).toEqual([]);
    await theirs.getByRole('button', { name: '同意', exact: true }).click();
    await manager.getByRole('alertdialog').getByRole('button', { name: '同意', exact: true }).click();
    // Nothing of this person is kept by law.
    await theirs.getByText('已删除', { exact: true }).first().waitFor();
    await drawer.getByText('已删除', { exact: true }).first().waitFor();
    await manager.context().close();
    await operator.context().close();
  }, 120_000);
};
