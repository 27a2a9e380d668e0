/** What must hold once the faults have stopped and all time is over: everything has ended, and every book agrees with every other. */
import type { World } from '../world/world.ts';
import { acknowledgedStands } from './acknowledged.ts';
import { channelAgrees } from './channel.ts';
import { hisAgrees } from './his.ts';
import { ledgerAgrees } from './ledger-agrees.ts';
import { liveness } from './liveness.ts';
import { pushesAgree } from './pushes.ts';
import { viewsAgree } from './views.ts';

export const finalChecks = (world: World): void => {
  acknowledgedStands(world);
  liveness(world);
  channelAgrees(world);
  hisAgrees(world);
  ledgerAgrees(world);
  viewsAgree(world);
  pushesAgree(world);
};
