/** What must hold once the faults have stopped and all time is over: everything has ended, and every book agrees with every other. */
import type { World } from '../world/world.ts';
import { acknowledgedStands } from './acknowledged.ts';
import { channelAgrees } from './channel.ts';
import { everythingEnds } from './ends.ts';
import { hisAgrees } from './his.ts';
import { ledgerAgrees } from './ledger-agrees.ts';
import { pushesAgree } from './pushes.ts';
import { viewsAgree } from './views.ts';

export const finalChecks = (world: World): void => {
  acknowledgedStands(world);
  everythingEnds(world);
  channelAgrees(world);
  hisAgrees(world);
  ledgerAgrees(world);
  viewsAgree(world);
  pushesAgree(world);
};
