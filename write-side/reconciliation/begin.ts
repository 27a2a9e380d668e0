/** Days are expected one after another; the first of them is the one on which the reactions begin. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { channels, reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { v5 } from 'uuid';
import type { Dispatch } from '../dispatch.ts';

const beginnings = '0b8a3d0e-7d0c-5c2f-8f3e-52d9c1a4b6e7';
const system = { id: '00000000-0000-0000-0000-000000000000', role: 'system' } as const;

/** Does nothing on a day that is expected already. */
export const beginReconciling = async (dispatch: Dispatch, now: Date): Promise<void> => {
  const day = chinaDayOf(now);
  for (const channel of channels) {
    const id = reconciliationIdOf(channel, day);
    const commandId = v5(id, beginnings);
    await dispatch(
      { capability: reconciliation.name, id, command: 'expect', input: { channel, day } },
      { commandId, correlationId: commandId, causationId: commandId, by: system, at: now.toISOString() },
    );
  }
};
