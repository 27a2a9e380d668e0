/** Tells the cases capability of work that is given up, and of work that was sent again and is done. */
import { stuckCase } from '@yunzhen/contracts/case/case';
import { v5 } from 'uuid';
import type { Dispatch } from '../dispatch.ts';
import type { End } from './end.ts';
import { labelOf, type Work } from './work.ts';

const ids = '7d0c9a54-0b0e-5d8b-9a4e-6a3c9f2e1b57';
export const caseIdOf = (work: string): string => v5(work, ids);

const keyOf = ({ what, cause }: Work): string => {
  if (what.kind === 'call') return what.key;
  return what.kind === 'send' ? what.id : cause.eventId;
};

/** @param now epoch milliseconds */
export const casesOf = (dispatch: Dispatch, now: () => number) => {
  const tell = async (work: Work, command: 'open' | 'repair', input: object): Promise<void> => {
    const caseId = caseIdOf(work._id);
    const envelope = {
      commandId: v5(`${command} ${work.round}`, caseId),
      correlationId: work.cause.correlationId,
      causationId: work.cause.eventId,
      by: { id: work.process, role: 'system' as const },
      ...(work.cause.by && { causedBy: work.cause.by }),
      at: new Date(now()).toISOString(),
    };
    await dispatch({ capability: stuckCase.name, id: caseId, command, input }, envelope);
  };
  return {
    /** Opens it, or says that it failed again. */
    open: (work: Work, { dead, error }: Extract<End, { dead: string }>) =>
      tell(work, 'open', {
        work: work._id,
        round: work.round,
        system: work.system,
        call: labelOf(work.what, work.process),
        key: keyOf(work),
        process: work.process,
        since: work.since.toISOString(),
        reason: dead,
        code: error,
        attempts: work.attempts,
      }),
    repair: (work: Work) => tell(work, 'repair', { round: work.round }),
  };
};
