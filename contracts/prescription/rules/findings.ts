/** What is kept of a judgement: why it passed then can be answered later, also after the rules have changed. */
import { z } from 'zod';
import { id, text } from '../../language.ts';
import { levels, ruleIds } from './declared.ts';

/** Why a doctor goes on all the same. */
export const answerReasons = ['tolerated', 'weighed', 'guideline', 'consulted'] as const;
export type AnswerReason = (typeof answerReasons)[number];

const rule = z.enum(ruleIds);
export const answer = z.object({ rule, reason: z.enum(answerReasons) });
export type Answer = z.infer<typeof answer>;

export const judgement = z.object({
  /** Every rule that was asked. */
  asked: z.array(z.object({ rule, version: z.int().positive() })),
  /** What they pointed out and did not refuse. */
  findings: z.array(
    z.object({
      rule,
      level: z.enum(levels),
      /** Of the line; absent where it is about the whole sheet. */
      drugId: id.optional(),
      says: text(200),
      reason: z.enum(answerReasons).optional(),
    }),
  ),
});
export type Judgement = z.infer<typeof judgement>;
