/** The visit as it should go: from the first sign-in to the rating, with everybody who takes part. */
import { channels } from '@yunzhen/contracts/channels';
import { arrive } from './scenes/arriving.ts';
import { book, chooseSession } from './scenes/booking.ts';
import { payRegistration } from './scenes/paying.ts';
import { staff } from './scenes/staff.ts';
import type { Stage } from './stage.ts';

export const happy = async (stage: Stage): Promise<void> => {
  stage.scene('大屏亮起');
  const manager = await staff(stage, 'manager', '院长', '管理');
  await stage.step(manager, '登录，打开运营大屏', async ({ note }) => {
    await manager.listen(channels.board('operations'));
    note('POST /api/sign-in/staff; subscribed to board:operations, which tells of every event');
  });

  stage.scene('登录与建档');
  const patient = await arrive(stage);

  stage.scene('挂号');
  const session = await chooseSession(stage, patient, { department: '心血管内科', initials: 'lqh', numbers: 2 });
  const registrationId = await book(stage, patient, session);
  stage.scene('缴费');
  await payRegistration(stage, patient, registrationId);
};
