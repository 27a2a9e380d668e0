import { expect, test } from '@jest/globals';
import { entriesOf } from '@yunzhen/contracts/ledger/entries';
import type { DifferenceCommand, DifferenceEvent } from '@yunzhen/contracts/reconciliation/difference';
import { entryOf, needsApproval, suspended, waysOf } from '@yunzhen/contracts/reconciliation/entries';
import {
  approvalLimit,
  differenceKinds,
  handling,
  type LineKind,
  lineKinds,
  type Way,
  ways,
} from '@yunzhen/contracts/reconciliation/kinds';
import fc from 'fast-check';
import { fold, run, spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { decider } from './decide-difference.ts';

const { given } = spec(decider);
const id = idOf(1);
const [cashier, second] = [
  { id: idOf(2), role: 'operator' },
  { id: idOf(3), role: 'operator' },
] as const;
const place = { reconciliationId: idOf(5), channel: 'wechat', day: '2026-03-01' } as const;
const about = (effect = 2_500) =>
  ({ ...place, kind: 'channel-only', line: 'pay', key: 'k', order: 'k', effect }) as const;
const seen = (effect = 2_500) =>
  ({ ...about(effect), gap: effect, platform: null, channelSays: 2_500, arrived: 2_500 }) as const;
const opened = (effect = 2_500, run = 1): DifferenceEvent => ({
  type: 'difference.opened',
  data: { differenceId: id, run, ...seen(effect) },
});
const observe = (run: number, effect = 2_500) =>
  ({ type: 'observe', id, now, by: system, run, ...seen(effect) }) as const;
const healed = (run: number, open = true): DifferenceEvent => ({
  type: 'difference.healed',
  data: { differenceId: id, ...about(), run, open },
});
const plan = (way: Way) => ({ way, reason: '与患者核对', evidence: ['20260302-7'] });
const explain = (way: Way) => ({ type: 'explain', id, now, by: cashier, ...plan(way) }) as const;
/** As the second person has it carried out. */
const resolve = (way: Way, amount = 2_500) =>
  ({ type: 'resolve', id, now, by: second, proposedBy: cashier.id, amount, ...plan(way) }) as const;
const resolved = (effect = 2_500): DifferenceEvent => ({
  type: 'difference.resolved',
  data: { differenceId: id, ...about(effect), ...plan('income'), proposedBy: cashier.id, approvedBy: second.id },
});

test('[O1.4] a run opens it, a later one changes or heals it, and what is as it was says nothing', () => {
  given().when(observe(1)).then(opened());
  given(opened()).when(observe(2)).thenNothing();
  given(opened())
    .when(observe(2, 2_400))
    .then({
      type: 'difference.changed',
      data: { differenceId: id, run: 2, ...seen(2_400), before: { kind: 'channel-only', effect: 2_500 } },
    });
  given(opened()).when({ type: 'heal', id, now, by: system, run: 2 }).then(healed(2));
  given(opened(), healed(2)).when({ type: 'heal', id, now, by: system, run: 3 }).thenNothing();
  given(opened(), healed(2)).when(observe(3)).then(opened(2_500, 3));
});
test('[O1.4] what was resolved comes back only with another amount', () => {
  const past = [opened(), resolved()];
  given(...past)
    .when(observe(2))
    .thenNothing();
  given(...past)
    .when(observe(2, 2_400))
    .then({
      type: 'difference.opened',
      data: {
        ...{ differenceId: id, run: 2, ...seen(2_400) },
        before: { kind: 'channel-only', effect: 2_500, way: 'income' },
      },
    });
  given(...past)
    .when({ type: 'heal', id, now, by: system, run: 2 })
    .then({
      type: 'difference.healed',
      data: { differenceId: id, ...about(), run: 2, open: false, way: 'income' },
    });
});
test('[O1.4] the second person types the amount again, and a large one takes a manager', () => {
  given(opened()).when(resolve('income')).then(resolved());
  given(opened()).when(resolve('income', 2_400)).thenRefused('another-amount');
  const much = approvalLimit + 1;
  given(opened(much)).when(resolve('income', much)).thenRefused('above-limit');
  given(opened(much))
    .when({ ...resolve('income', much), type: 'resolve-large' })
    .then(resolved(much));
});
test('[O1.4] it is carried by name, and not too often', () => {
  const carried = (times: number): DifferenceEvent => ({
    type: 'difference.carried',
    data: { differenceId: id, ...about(), ...plan('carry'), times, proposedBy: cashier.id, approvedBy: second.id },
  });
  given(opened()).when(resolve('carry')).then(carried(1));
  given(opened(), carried(handling['channel-only'].carries)).when(resolve('carry')).thenRefused('carried-too-often');
});
test('[O1.4] what is on its way is carried by itself, once', () => {
  const transit = { ...seen(), kind: 'in-transit' } as const;
  const { gap: _g, platform: _p, channelSays: _c, arrived: _a, ...bare } = transit;
  const carried: DifferenceEvent = {
    type: 'difference.carried',
    data: {
      ...{ differenceId: id, ...bare, way: 'carry', reason: '账单或款项在途', evidence: [] },
      ...{ times: 1, proposedBy: system.id },
    },
  };
  const found: DifferenceEvent = { type: 'difference.opened', data: { differenceId: id, run: 1, ...transit } };
  given()
    .when({ ...observe(1), ...transit })
    .then(found, carried);
  given(found, carried)
    .when(observe(2))
    .then({
      type: 'difference.changed',
      data: { differenceId: id, run: 2, ...seen(), before: { kind: 'in-transit', effect: 2_500 } },
    });
});
test('[O1.4] a way that is not offered, and what is over, are refused', () => {
  given(opened()).when(resolve('loss')).thenRefused('way-not-offered');
  given(opened(), healed(2)).when(resolve('income')).thenRefused('difference-over');
  given().when(resolve('income')).thenRefused('unknown-difference');
});

const abouts = fc.record({
  kind: fc.constantFrom(...differenceKinds),
  line: fc.constantFrom(...lineKinds),
  effect: fc.integer({ min: -20_000, max: 20_000 }),
});
test('[O1.4] every difference has a way out, and what books something takes two people', () =>
  fc.assert(
    fc.property(abouts, one => {
      const offered = waysOf(one);
      expect(offered.filter(way => way !== 'carry').length).toBeGreaterThan(0);
      for (const way of offered) {
        const entry = entryOf(one, way);
        if (!entry) continue;
        expect(entry.amount).toBe(Math.abs(one.effect));
        expect(entry.amount).toBeGreaterThan(0);
        expect(needsApproval(one, way)).toBe(true);
        const waits = suspended(one);
        // What waited on an account of its own leaves it by the way out.
        if (waits) expect([entry.debit, entry.credit]).toContain(one.effect > 0 ? waits.credit : waits.debit);
      }
    }),
  ));
test('[O1.4] whatever one person decides alone books nothing', () =>
  fc.assert(
    fc.property(abouts, fc.constantFrom(...ways), (of, way) => {
      const first = { type: 'observe', id, now, by: system, run: 1, ...seen(), ...of } as const;
      for (const event of run(decider, [first, explain(way)])) {
        if (event.type !== 'difference.resolved') continue;
        expect(entryOf(event.data, event.data.way)).toBeNull();
        expect(handling[event.data.kind].people).toBe(1);
      }
    }),
  ));

/** `amount`: of what it is at that moment. */
type Step = (run: number, amount: number) => DifferenceCommand;
/** What is found under one number changes; what it is a line of does not. */
const stepsOf = (line: LineKind): fc.Arbitrary<Step> =>
  fc.oneof(
    abouts.map(
      (of): Step =>
        run => ({ type: 'observe', id, now, by: system, run, ...seen(), ...of, line }),
    ),
    fc.constant<Step>(run => ({ type: 'heal', id, now, by: system, run })),
    fc.constantFrom(...ways).map(
      (way): Step =>
        () =>
          explain(way),
    ),
    fc.constantFrom(...ways).map(
      (way): Step =>
        (_, amount) => ({ ...resolve(way, amount), type: 'resolve-large' }),
    ),
  );
const stories = fc.constantFrom(...lineKinds).chain(line => fc.array(stepsOf(line), { minLength: 1, maxLength: 12 }));
test('[O1.4] an open difference waits on its account, a resolved one on none, and a healed one left no trace', () => {
  const ends = { open: 0, resolved: 0, healed: 0 };
  fc.assert(
    fc.property(stories, told => {
      let events: readonly DifferenceEvent[] = [];
      for (const [index, step] of told.entries()) {
        const amount = Math.abs(fold(decider, events).about?.effect ?? 0);
        events = run(decider, [step(index + 1, amount)], [...events]);
      }
      const { status, about: last } = fold(decider, events);
      const balances = new Map<string, number>();
      const add = (account: string, amount: number) => balances.set(account, (balances.get(account) ?? 0) + amount);
      for (const { debit, credit, amount } of events.flatMap(event => entriesOf(event, now))) {
        add(debit, amount);
        add(credit, -amount);
      }
      const waits = last && status !== 'healed' && status !== 'resolved' ? suspended(last) : null;
      for (const account of ['1051', '2030'])
        expect(balances.get(account) ?? 0).toBe(
          waits?.debit === account ? waits.amount : waits?.credit === account ? -waits.amount : 0,
        );
      if (status === 'healed') expect([...balances.values()].filter(balance => balance !== 0)).toEqual([]);
      if (waits) ends.open++;
      if (status === 'resolved' && balances.size > 0) ends.resolved++;
      if (status === 'healed' && balances.size > 0) ends.healed++;
    }),
    { numRuns: 500 },
  );
  expect(Math.min(...Object.values(ends))).toBeGreaterThan(0);
});
