/** One visit from the first tap to the code for the pharmacy, seen on the phones of the patient and the doctor. */
import { answer, take } from '@yunzhen/people/complaint';
import { grantRefund } from '@yunzhen/people/payment';
import { claim, fail, pass } from '@yunzhen/people/prescription';
import { complaint, type Here, inOrder, mark } from './scene.ts';

export const visit = (here: Here) => {
  const step = inOrder(here, 'visit');
  const login = `walker-${mark}`;
  let prescriptionId = '';

  step('[P1] a demo patient signs in with one tap, beside a doctor in the same browser', async () => {
    const { patient, doctor } = here();
    await patient.sees('推荐医生');
    await patient.look('home');
    await patient.at('#to-sign-in').click();
    await patient.at('#person input').fill(login);
    await patient.look('sign-in');
    await patient.at('#wechat-sign-in').click();
    await patient.sees('按科室找');
    await doctor.go('/pages/sign-in/index?as=staff');
    await doctor.sees('医护登录');
    await doctor.look('sign-in-staff');
    await doctor.at('#demo-doctor').click();
    await doctor.sees('林清和');
  });

  step('[P6.8] what was typed is there again after a reload', async () => {
    const { patient, photo } = here();
    await patient.at('#search').click();
    await patient.at('#q input').fill('lqh');
    await patient.at('.doctor-card:has-text("林清和")').click();
    await patient.sees('个号');
    await patient.look('doctor');
    await patient.at('.session-book:not(.off)').click();
    await patient.at('#add-person').click();
    await patient.at('#name input').fill('王小明');
    await patient.at('#phone input').fill('13900001234');
    await patient.at('#id-number input').fill('110105194912310021');
    await patient.sees('身份证号码不正确，请核对每一位');
    await patient.look('person');
    await patient.at('#id-number input').fill('11010519491231002X');
    await patient.at('#save-person').click();
    // She is over 65.
    await patient.page.locator('dialog').getByText('用大字显示').waitFor();
    await patient.page.locator('dialog').getByText('再想想').click();
    await patient.at('#symptoms textarea').fill(complaint);
    await patient.at('#diagnosis input').fill('高血压 2 级');
    const chosen = patient.page.waitForEvent('filechooser');
    await patient.at('#add-picture').click();
    await (await chosen).setFiles(photo);
    await patient.at('.attachment .picture-inside').waitFor();
    await patient.page.reload();
    await patient.sees('王小明');
    await patient.holds('#symptoms textarea', complaint);
    await patient.at('.attachment .picture-inside').waitFor();
    await patient.at('#consent').click();
    await patient.sees('请先阅读到最后');
    await patient.look('consent');
    await patient.at('#consent-end').scrollIntoViewIfNeeded();
    await patient.tap('我已阅读并同意');
    await patient.sees('已同意知情同意书');
    await patient.look('book');
  });

  step('[P6.9] a failed or cancelled payment keeps the number, the next one books it', async () => {
    const { patient } = here();
    await patient.at('#book').click();
    await patient.sees('内完成支付');
    await patient.look('pay');
    await patient.at('#pay').click();
    await patient.page.getByText('余额不足').click();
    await patient.sees('支付没有成功，没有扣款');
    await patient.look('pay-failed');
    await patient.at('#pay').click();
    await patient.page.getByRole('button', { name: '取消' }).click();
    await patient.sees('您取消了支付，没有扣款');
    await patient.at('#pay').click();
    await patient.page.getByText('立即支付').click();
    await patient.sees('挂号成功');
    await patient.look('paid');
    await patient.at('#to-visit').click();
    await patient.sees('号，已支付');
    await patient.look('visit-waiting');
    await patient.go('/pages/home/index');
    await patient.sees('查看候诊');
    await patient.look('home-waiting');
    await patient.tap('查看候诊');
  });

  step('[D3.3] [P6.14] the doctor sees complaint and picture, accepts, and both write to each other', async () => {
    const { patient, doctor, photo } = here();
    await doctor.at(`.waiting:has-text("${complaint}")`).waitFor();
    await doctor.look('bench');
    await doctor.at(`.waiting:has-text("${complaint}")`).getByText(complaint).click();
    await doctor.at('.picture-inside').waitFor();
    await doctor.look('consult-about');
    await doctor.tap('接诊（确认复诊）');
    await doctor.at('.panes').getByText('对话').click();
    await doctor.at('.composer textarea').fill('您好，最近血压多少？');
    await doctor.at('#send').click();
    await patient.tap('进入问诊');
    await patient.sees('您好，最近血压多少？');
    await patient.at('.composer textarea').fill('早上 155/95');
    await doctor.sees('对方正在输入');
    await patient.at('#send').click();
    await doctor.sees('早上 155/95');
    await patient.sees('已读');
    const chosen = patient.page.waitForEvent('filechooser');
    await patient.at('.composer-side').click();
    await (await chosen).setFiles(photo);
    await doctor.at('.chat-picture .picture-inside').waitFor();
    await patient.look('chat');
    await doctor.look('consult-chat');
  });

  step('[P6.14] a message written without a network is kept over a reload and sent again by a tap', async () => {
    const { patient, doctor } = here();
    await patient.offline(async () => {
      await patient.at('.composer textarea').fill('断网时写的');
      await patient.at('#send').click();
      await patient.sees('没有发出');
      await patient.sees('没有网络');
      await patient.look('chat-offline');
      await doctor.at('.composer textarea').fill('医生这时写的');
      await doctor.at('#send').click();
      await doctor.sees('送达');
    });
    await patient.sees('医生这时写的');
    await patient.at('.composer textarea').fill('还没写完');
    await patient.page.reload();
    await patient.sees('没有发出');
    await patient.tap('重发');
    await doctor.sees('断网时写的');
    await patient.sees('已读');
    await patient.holds('.composer textarea', '还没写完');
  });

  step('[D3.8] [D3.10] record and prescription, with the rules beside the fields', async () => {
    const { doctor } = here();
    await doctor.at('.panes').getByText('病历').click();
    await doctor.at('.diagnosis-search input').fill('gxy');
    await doctor.at('.results .list-row').click();
    for (const [field, words] of Object.entries({
      chiefComplaint: '血压升高两周',
      presentIllness: '晨起 155/95',
      pastHistory: '无特殊',
      advice: '低盐饮食',
    }))
      await doctor.at(`#${field} textarea`).fill(words);
    await doctor.page.reload();
    await doctor.at('.panes').getByText('病历').click();
    await doctor.sees('还没有提交');
    await doctor.holds('#advice textarea', '低盐饮食');
    await doctor.look('consult-record');
    await doctor.expire();
    await doctor.at('#save-record').click();
    await doctor.tap('去登录');
    await doctor.at('#demo-doctor').click();
    await doctor.at('.panes').getByText('病历').click();
    await doctor.holds('#advice textarea', '低盐饮食');
    await doctor.at('#save-record').click();
    await doctor.page.getByText('已保存', { exact: true }).waitFor();
    await doctor.at('#to-keep-template').click();
    await doctor.at('#template-name input').fill(`复诊 ${mark}`);
    await doctor.look('template-keep-record');
    await doctor.at('#keep-template').click();
    await doctor.page.getByText('已存为模板', { exact: true }).waitFor();
    await doctor.at('.panes').getByText('处方').click();
    await doctor.look('consult-prescriptions-empty');
    await doctor.at('#prescribe').click();
    await doctor.at('#drug-search input').fill('a');
    await doctor.sees('不能线上开具');
    await doctor.look('drugs');
    await doctor.at('#drug-search input').fill('bhsal');
    await doctor.at('.drug:has-text("氨氯地平")').click();
    await doctor.at('.dose input').fill('15');
    await doctor.at('.days input').fill('14');
    await doctor.tap('每日一次');
    await doctor.sees('超过 7 天用量须填写理由');
    await doctor.look('prescribe');
    await doctor.at('#long-reason input').fill('慢性病，病情稳定');
    await doctor.sees('每次 3片，说明书最多 2片');
    for (const reason of await doctor.page.getByText('诊疗规范或指南推荐', { exact: true }).all()) await reason.click();
    await doctor.look('prescribe-findings');
    const handIn = async () => {
      await doctor.at('#hand-in').click();
      await doctor.page.getByText('确认并提交', { exact: true }).last().click();
    };
    await doctor.offline(async () => {
      await handIn();
      await doctor.sees('您填写的内容已保留');
      await doctor.look('prescribe-offline', 'small');
    });
    await handIn();
    await doctor.sees('待审方');
    await doctor.look('prescription-doctor');
    prescriptionId = new URLSearchParams(doctor.page.url().split('?').at(-1)).get('prescriptionId') ?? '';
  });

  step('[D3.12] [D4.2] [D4.3] a prescription is taken back, refilled, failed, revised and passed', async () => {
    const { doctor, staff } = here();
    const confirm = (verb: string) => doctor.page.getByText(verb, { exact: true }).last().click();
    await doctor.tap('撤回处方');
    await confirm('撤回');
    await doctor.tap('修改并重新提交');
    await doctor.at('#to-keep-template').click();
    await doctor.at('#template-name input').fill(`续方 ${mark}`);
    await doctor.look('template-keep');
    await doctor.at('#keep-template').click();
    await doctor.at('#pick-template').click();
    await doctor.at(`.template:has-text("续方 ${mark}")`).waitFor();
    await doctor.look('template-pick');
    await doctor.at('.template:has-text("冠心病二级预防")').click();
    await confirm('替换');
    await doctor.at('.sheet').waitFor({ state: 'detached' });
    await doctor.holds('.dose input', '100');
    await doctor.look('prescribe-filled');
    await doctor.at('.days input').fill('7');
    await doctor.at('#hand-in').click();
    await doctor.sees('第 2 版');
    await staff('pharmacist', by => claim(by, prescriptionId));
    await staff('pharmacist', by => fail(by, prescriptionId, '请写明晨服'));
    await doctor.sees('请写明晨服');
    await doctor.look('prescription-failed');
    await doctor.tap('修改并重新提交');
    await doctor.sees('药师意见：请写明晨服');
    await doctor.at('.dose input').fill('200');
    await doctor.page.reload();
    await doctor.sees('药师意见：请写明晨服');
    await doctor.holds('.dose input', '200');
    await doctor.at('#hand-in').click();
    await doctor.sees('第 3 版');
    await staff('pharmacist', by => claim(by, prescriptionId));
    await staff('pharmacist', by => pass(by, prescriptionId));
    await doctor.sees('审核通过，待发布');
  });

  step('[D3.11] [P7.3] [P8.2] published, paid, and a code for the pharmacy', async () => {
    const { patient, doctor } = here();
    await doctor.at('#publish').click();
    await doctor.page.getByText('发布', { exact: true }).last().click();
    await doctor.sees('待缴费');
    await patient.tap('查看处方');
    await patient.sees('药师审核通过');
    await patient.look('prescription');
    await patient.at('.footer .button').click();
    await patient.at('#pay').click();
    await patient.page.getByText('立即支付').click();
    await patient.sees('药房正在为您备药');
    await patient.at('#to-visit').click();
    await patient.tap('出示取药码');
    await patient.at('#pick-up-qr').waitFor();
    await patient.look('pick-up');
    // In a basement the hospital cannot be asked: what was shown once is on the phone.
    const asked = /\/api\/dispensings\//;
    await patient.page.route(asked, route => route.abort());
    await patient.page.reload();
    await patient.at('#pick-up-qr').waitFor();
    await patient.page.unroute(asked);
  });

  step('[D3.9] [P10.3] [P10.4] the record is published, the consultation completed and rated', async () => {
    const { patient, doctor } = here();
    const confirm = (verb: string) => doctor.page.getByText(verb, { exact: true }).last().click();
    await doctor.go('/doctor/bench/index');
    await doctor.tap(/^问诊中/);
    await doctor.at(`.list-row:has-text("${complaint}")`).click();
    await doctor.at('.panes').getByText('病历').click();
    await doctor.at('#publish-record').click();
    await confirm('发布');
    await doctor.sees('已发布给患者，不可更改');
    await doctor.look('consult-record-published');
    await doctor.tap('结束');
    await doctor.at('#complete').waitFor();
    await doctor.look('consult-ending');
    await doctor.at('#complete').click();
    await confirm('完成');
    await doctor.sees('已完成');
    await patient.page.goBack();
    await patient.tap('查看病历');
    await patient.sees('低盐饮食');
    await patient.look('record');
    await patient.page.goBack();
    await patient.look('visit-completed');
    const id = new URLSearchParams(patient.page.url().split('?').at(-1)).get('registrationId');
    await patient.go(`/care/rate/index?consultationId=${id}`);
    await patient.sees('请点星评分');
    await patient.at('[role="radio"][aria-label^="4 星"]').click();
    await patient.at('textarea').fill('讲得清楚');
    await patient.page.reload();
    await patient.sees('满意');
    await patient.holds('textarea', '讲得清楚');
    await patient.look('rate');
    await patient.expire();
    await patient.tap('提交评价');
    await patient.tap('去登录');
    await patient.at('#person input').fill(login);
    await patient.at('#wechat-sign-in').click();
    await patient.sees('满意');
    await patient.holds('textarea', '讲得清楚');
    await patient.tap('提交评价');
    await patient.sees('推荐医生');
    // Asked at the position of the rating: from then on everybody sees it.
    await patient.go(`/care/visit/index?registrationId=${id}`);
    await patient.sees('问诊已完成');
    await doctor.go('/doctor/ratings/index');
    await doctor.sees('讲得清楚');
    await doctor.look('ratings');
  });

  step('[P7.7] what could go back is told before it is asked for, and the way of the money is followed', async () => {
    const { patient, staff } = here();
    const visit = patient.page.url().split('#').at(-1) ?? '';
    await patient.go('/care/payments/index');
    await patient.at('.card.tap:has-text("挂号费")').click();
    await patient.sees('服务已经完成，退款需要医院审核，最多可退');
    await patient.at('textarea').fill('医生说需要面诊，没有用上');
    await patient.look('refund-asking');
    const sent = patient.page.waitForRequest(request => request.url().endsWith('/ask-refund'));
    await patient.at('#ask-refund').click();
    const { requestId } = (await sent).postDataJSON() as { requestId: string };
    await patient.sees('等待医院审核');
    await patient.look('refund-asked');
    const { paymentId = '' } = patient.ids;
    await staff('operator', by => grantRefund(by, paymentId, requestId, 100));
    await patient.sees('已同意，原路退回');
    await patient.sees('款项已从医院账户退出');
    await patient.look('refund-way');
    await patient.go(visit);
    await patient.sees('问诊已完成');
  });

  step(
    '[P10.4] a complaint is kept over a reload, sent with a picture, and answered while the patient looks',
    async () => {
      const { patient, staff, photo } = here();
      const id = new URLSearchParams(patient.page.url().split('?').at(-1)).get('registrationId') ?? '';
      await patient.at('#complaint').click();
      await patient.sees('请选择投诉的内容');
      await patient.tap('等候太久');
      await patient.at('textarea').fill('约的是上午，等了一个多小时。');
      const chosen = patient.page.waitForEvent('filechooser');
      await patient.at('#add-picture').click();
      await (await chosen).setFiles(photo);
      await patient.at('.attachment-remove').waitFor();
      await patient.page.reload();
      await patient.at('.attachment-remove').waitFor();
      await patient.holds('textarea', '约的是上午，等了一个多小时。');
      await patient.look('complaint-form');
      await patient.at('#complain').click();
      await patient.sees('待处理');
      await staff('operator', by => take(by, id));
      await patient.sees('处理中');
      const text = '当日医生抢救病人，向您致歉；今后候诊超过半小时会提前告诉您。';
      await staff('operator', by => answer(by, id, { outcome: 'resolved', text }));
      await patient.sees(text);
      await patient.sees('已答复');
      await patient.look('complaint');
    },
  );
};
