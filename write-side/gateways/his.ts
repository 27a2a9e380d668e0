import { registration } from '@yunzhen/contracts/registration/registration';
import { send } from '../processes/process.ts';
export const his = (_: object) => ({
  'his.register': async ({registrationId}: {registrationId: string}) => [send(registration, registrationId, 'confirm-his', { hisNumber: 'H1' })],
  'his.cancel': async () => [], 'his.prescribe': async () => [], 'his.dispense': async () => [],
}) as never;
