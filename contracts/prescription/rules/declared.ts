/** Which rules there are, in the order in which they are said. Apart from what they compute: the contract needs no more, and a first page loads it. */

/**
 * `refuse`: never. `sign-again`: the doctor confirms it a second time with a picked reason. `warn`: goes on with a picked reason.
 * `tick`: goes on, and the reviewer must say that they have seen it. The reviewer sees and ticks all but the first.
 */
export const levels = ['refuse', 'sign-again', 'warn', 'tick'] as const;
export type Level = (typeof levels)[number];

interface Declared {
  readonly level: Level;
  /** Refusal of the command while it is not answered. */
  readonly code: string;
  /** Goes up with whatever changes what it allows. */
  readonly version: number;
}
export const declared = {
  R13: { level: 'refuse', code: 'drug-controlled', version: 1 },
  R17: { level: 'refuse', code: 'same-drug-twice', version: 1 },
  R16: { level: 'refuse', code: 'herbal-apart', version: 1 },
  R15: { level: 'refuse', code: 'too-many-drugs', version: 1 },
  R19: { level: 'refuse', code: 'duplicate-ingredient', version: 1 },
  R20: { level: 'warn', code: 'duplicate-group', version: 1 },
  R14: { level: 'refuse', code: 'not-online', version: 1 },
  R22: { level: 'refuse', code: 'dose-implausible', version: 1 },
  R23: { level: 'refuse', code: 'route-unfit', version: 1 },
  R24: { level: 'refuse', code: 'prn-limit', version: 1 },
  R25: { level: 'sign-again', code: 'over-dose', version: 1 },
  R26: { level: 'sign-again', code: 'over-dose-a-day', version: 1 },
  R27: { level: 'refuse', code: 'too-often', version: 1 },
  R28: { level: 'refuse', code: 'age-contraindicated', version: 1 },
  R34: { level: 'tick', code: 'no-indication', version: 1 },
  R36: { level: 'refuse', code: 'supply-too-long', version: 1 },
  R39: { level: 'refuse', code: 'quantity-implausible', version: 1 },
  R76: { level: 'refuse', code: 'not-divisible', version: 1 },
} as const satisfies Readonly<Record<string, Declared>>;

export type RuleId = keyof typeof declared;
export const ruleIds = Object.keys(declared) as [RuleId, ...RuleId[]];
export type RuleCode = (typeof declared)[RuleId]['code'];
export const ruleCodes = Object.values(declared).map(({ code }) => code) as readonly RuleCode[];

type Refusing = Extract<(typeof declared)[RuleId], { readonly level: 'refuse' }>;
export type RefusingCode = Refusing['code'];
/** Of what is never let through, also on a template. */
export const refusingCodes = Object.values(declared)
  .filter((rule): rule is Refusing => rule.level === 'refuse')
  .map(({ code }) => code);
