/** What goes wrong in a hospital, lived as really as the good visit, in a small hospital that nobody else uses. */
import { channels } from '@yunzhen/contracts/channels';
import { control } from '../control.ts';
import { hisBooks } from '../his-books.ts';
import type { OwnHospital } from '../own-hospital.ts';
import { arrive } from '../scenes/arriving.ts';
import { chooseSession } from '../scenes/booking.ts';
import { staff } from '../scenes/staff.ts';
import type { Stage } from '../stage.ts';
import type { Cast } from './cast.ts';
import { doctorRejects } from './doctor-rejects.ts';
import { hisLosesAnswer, hisRefuses } from './his.ts';
import { holdExpires } from './hold-expires.ts';
import { lastNumber } from './last-number.ts';
import { connectionLost } from './network.ts';
import { forged, toldTooLate, toldTwice } from './notifications.ts';
import { patientCancels } from './patient-cancels.ts';
import { reviewFails } from './review-fails.ts';

/** How long a number is held there, in minutes: long enough to pay on a busy machine, short enough to wait for. */
export const shortHold = 0.5;
/** Seconds after which WeChat tells of what it tells too late. */
const lateSeconds = shortHold * 60 + 3;

const assemble = async (stage: Stage, { his }: OwnHospital): Promise<Cast> => {
  const manager = await staff(stage, 'manager', '院长', '管理');
  await manager.listen(channels.board('operations'));
  const pharmacist = await staff(stage, 'pharmacist', '冯其美', '药师');
  await pharmacist.listen(channels.board('review'));
  const somebody = await arrive(stage.quiet);
  return {
    stage,
    operator: await staff(stage, 'operator', '运营', '运营'),
    doctor: await staff(stage, 'doctor', '林清和', '医生'),
    pharmacist,
    session: await chooseSession(stage.quiet, somebody, { department: '心血管内科', initials: 'lqh', numbers: 12 }),
    his: { control: control(his.url), books: hisBooks(his) },
  };
};

export const wrong = async (stage: Stage, hospital: OwnHospital): Promise<void> => {
  const cast = await assemble(stage, hospital);
  await stage.phone.wechat('PATCH', 'settings', { refundSeconds: 0.5 });

  stage.scene('占号不付款');
  const expires = await holdExpires(cast);
  stage.scene('通知迟到');
  const tooLate = await toldTooLate(cast, lateSeconds);
  stage.scene('患者取消，全额退款');
  await patientCancels(cast);
  stage.scene('医生拒诊，全额退款');
  await doctorRejects(cast);
  stage.scene('审方不通过，改了再审');
  await reviewFails(cast);
  stage.scene('两人抢最后一个号');
  await lastNumber(cast);
  stage.scene('支付通知来了两次');
  await toldTwice(cast);
  stage.scene('伪造的支付通知');
  await forged(cast);
  stage.scene('问诊途中断网');
  await connectionLost(cast);
  stage.scene('医院系统没有回音');
  await hisLosesAnswer(cast);
  stage.scene('医院系统拒绝');
  await hisRefuses(cast);
  stage.scene('占号不付款：时间到');
  await expires();
  stage.scene('通知迟到：钱退回，号不再占');
  await tooLate();
};
