/** The visit as it should go: from the first sign-in to the rating, with everybody who takes part. */
import { channels } from '@yunzhen/contracts/channels';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { arrive } from './scenes/arriving.ts';
import { book, chooseSession } from './scenes/booking.ts';
import { chat } from './scenes/chatting.ts';
import { compareFigures, lookAtFigures } from './scenes/figures.ts';
import { payRegistration } from './scenes/paying.ts';
import { dispense, payPrescription } from './scenes/picking-up.ts';
import { claim, pass, prescribe, publish, writeAndPublish, writeRecord } from './scenes/prescribing.ts';
import { rate } from './scenes/rating.ts';
import { staff } from './scenes/staff.ts';
import { accept, complete, lookAtQueue } from './scenes/waiting.ts';
import { must, type Stage } from './stage.ts';

const choice = { department: '心血管内科', initials: 'lqh', numbers: 2 };

export const happy = async (stage: Stage): Promise<void> => {
  stage.scene('大屏亮起');
  const manager = await staff(stage, 'manager', '院长', '管理');
  await stage.step(manager, '登录，打开运营大屏', async ({ note }) => {
    await manager.listen(channels.board('operations'));
    note('POST /api/sign-in/staff; subscribed to board:operations, which tells of every event');
  });

  stage.scene('登录与建档');
  const patient = await arrive(stage);

  const from = chinaDayOf(new Date());
  const before = await lookAtFigures(stage, manager, from);

  stage.scene('挂号');
  const session = await chooseSession(stage, patient, choice);
  const { clinicSessionId } = session;
  const earlier = await arrive(stage.quiet, '另一位患者');
  const first = await stage.step(earlier, '先到一步：登录、建档、挂号、付款，已在候诊', async ({ note }) => {
    const registrationId = await book(stage.quiet, earlier, session, '换季后血压又高了，想请医生看看。');
    await payRegistration(stage.quiet, earlier, registrationId);
    note('the same steps as below, lived by another person');
    return { patient: earlier, registrationId, clinicSessionId };
  });
  const registrationId = await book(stage, patient, session);
  const mine = { patient, registrationId, clinicSessionId };

  stage.scene('缴费');
  await payRegistration(stage, patient, registrationId);

  stage.scene('候诊');
  const ahead = await lookAtQueue(stage, mine);
  const doctor = await staff(stage, 'doctor', '林清和', '医生');
  must(doctor.id === session.doctorId, 'the demo account of the doctor leads to somebody else');
  await accept(stage, doctor, first, [patient]);
  must((await lookAtQueue(stage, mine)) < ahead, 'the queue did not move');
  await writeAndPublish(stage.quiet, { consultationId: first.registrationId, patient: first.patient, doctor });
  await complete(stage, doctor, first);

  stage.scene('问诊');
  await accept(stage, doctor, mine);
  const talk = { consultationId: registrationId, patient, doctor };
  await chat(stage, talk);

  stage.scene('病历与处方');
  const pharmacist = await staff(stage, 'pharmacist', '冯其美', '药师');
  await pharmacist.listen(channels.board('review'));
  const diagnosis = await writeRecord(stage, talk);
  const prescriptionId = await prescribe(stage, talk, pharmacist, diagnosis);

  stage.scene('审方');
  await claim(stage, pharmacist, prescriptionId);
  await pass(stage, pharmacist, doctor, prescriptionId);
  await publish(stage, talk, prescriptionId);

  stage.scene('缴药费与取药');
  const pickUpCode = await payPrescription(stage, patient, prescriptionId);
  await dispense(stage, pharmacist, patient, { prescriptionId, pickUpCode });

  stage.scene('结束与评价');
  await complete(stage, doctor, mine);
  await rate(stage, patient, doctor, registrationId);

  stage.scene('数据');
  await compareFigures(stage, manager, { from, before, doctorId: doctor.id, day: session.day });
};
