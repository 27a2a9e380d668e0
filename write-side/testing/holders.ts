/** For tests: people who may act in each role, and the ways in which they lose the right. */
import type { Role } from '@yunzhen/contracts/roles';
import { v4 } from 'uuid';
import type { Dispatch } from '../dispatch.ts';
import { system } from './harness.ts';

/** `reset` waits for a new password, `unbound` and `signed-out` are open with everything that was signed in ended. */
export const lostRights = ['retired', 'closed', 'reset', 'unbound', 'signed-out'] as const;
export type LostRight = (typeof lostRights)[number];

export const person = {
  name: '林清和',
  gender: 'female',
  title: 'chief',
  practisingSince: '2001-07-01',
  licence: { number: '110', issuedBy: '卫生健康委员会', issuedOn: '2001-07-01', scope: '内科' },
  introduction: '从医二十年',
  specialities: [],
};

export const holders = (dispatch: Dispatch, now: () => Date = () => new Date()) => {
  let departmentId: string | undefined;
  const send = (capability: string, id: string, command: string, input: object = {}) => {
    const commandId = v4();
    return dispatch(
      { capability, id, command, input },
      { commandId, correlationId: commandId, causationId: commandId, by: system, at: now().toISOString() },
    );
  };
  return {
    send,
    /** Somebody who may act in this role; answers their id. */
    open: async (role: Role, id: string = v4()): Promise<string> => {
      if (role === 'doctor' || role === 'pharmacist') {
        if (!departmentId) {
          departmentId = v4();
          const department = { name: '心内科', subjectCode: '03.04', introduction: '复诊。', order: 1 };
          await send('department', departmentId, 'open', department);
        }
        await send('practitioner', id, 'hire', { ...person, kind: role, departmentId });
      }
      await send('account', id, 'open', { role });
      return id;
    },
    lose: async (id: string, how: LostRight): Promise<void> => {
      if (how === 'retired') await send('practitioner', id, 'retire');
      if (how === 'closed') await send('account', id, 'close');
      if (how === 'reset') await send('account', id, 'reset', { code: '0000000000', confirmation: '0000000000' });
      if (how === 'unbound') {
        await send('account', id, 'bind-wechat', { credentialId: v4() });
        await send('account', id, 'unbind-wechat');
      }
      if (how === 'signed-out') await send('account', id, 'sign-out');
    },
  };
};
