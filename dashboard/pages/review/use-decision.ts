/** Claiming, giving back and deciding; a decision on a prescription nobody claimed yet claims it first, so that no key is pressed for nothing. */

import { useMutation } from '@tanstack/react-query';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import type { RuleId } from '@yunzhen/contracts/prescription/rules/declared';
import { useCommand } from '../../api/use-command.ts';

export interface Decided {
  readonly id: string;
  /** Absent when it passes. */
  readonly reason?: string;
  /** Of the rules' flags, when it passes. */
  readonly ticked?: readonly RuleId[];
  readonly claimed: boolean;
}

export const useDecision = () => {
  const claim = useCommand(prescription, 'claim');
  const release = useCommand(prescription, 'release');
  const pass = useCommand(prescription, 'pass');
  const fail = useCommand(prescription, 'fail');
  const decide = useMutation({
    mutationFn: async ({ id, reason, ticked = [], claimed }: Decided) => {
      if (!claimed) await claim.mutateAsync({ id, input: {} });
      return reason === undefined
        ? pass.mutateAsync({ id, input: { ticked: [...ticked] } })
        : fail.mutateAsync({ id, input: { reason } });
    },
  });
  return { claim, release, decide };
};
