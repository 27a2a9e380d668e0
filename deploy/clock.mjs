/**
 * The clock of a test run. YUNZHEN_CLOCK_SHIFT (milliseconds) moves Date in every process that is started with this file, as
 * `npm test -- --at 23:58` does; pages of a browser are moved by the same function. Timers and durations stay real.
 */

/** Also runs inside a page, so it uses nothing of this file. @param {number} ms */
export function shiftDate(ms) {
  const Real = Date;
  const now = () => Real.now() + ms;
  const Shifted = new Proxy(Real, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new Real(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  Real.prototype.constructor = Shifted;
  globalThis.Date = Shifted;
}

const shift = Number(process.env.YUNZHEN_CLOCK_SHIFT ?? 0);
if (shift !== 0) shiftDate(shift);
