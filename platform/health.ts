/** Whether a process lives and whether it is ready for work: a table of checks, each with its own time limit. */
export interface Check {
  readonly name: string;
  /** Throws, or answers false, when it is not well. */
  readonly check: () => Promise<unknown>;
  /** Milliseconds; a check that takes longer has failed. */
  readonly limit?: number;
  /** An optional part is reported and does not make the process unready. */
  readonly optional?: boolean;
  /** Others stand on it too: it is asked for people and alarms, and makes no process unready, or one election would take away all at once. */
  readonly shared?: boolean;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  /** The kind of failure: an error's name, `false` or `timeout`; messages may tell outsiders too much. */
  readonly why?: string;
}

export interface Health {
  /** The process answers; it asks nobody else, so that a broken neighbour does not get it restarted. */
  live(): { readonly status: 'ok' };
  /** Whether this process can answer, by its own checks alone: one round for all who ask at the same time. Answer 503 unless `ok`. */
  ready(): Promise<HealthState>;
  /** The same with everything it stands on. */
  dependencies(): Promise<HealthState>;
}

export interface HealthState {
  /** `draining`: it is about to stop, and still answers. */
  readonly status: 'ok' | 'failing' | 'draining';
  readonly checks: readonly CheckResult[];
}

const run = async ({ name, check, limit = 2_000 }: Check): Promise<CheckResult> => {
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(resolve => {
    timer = setTimeout(resolve, limit, 'timeout');
  });
  const outcome = Promise.resolve()
    .then(check)
    .then(
      answer => (answer === false ? 'false' : undefined),
      (error: unknown) => (error instanceof Error ? error.name : 'Error'),
    );
  const why = await Promise.race([outcome, late]);
  clearTimeout(timer);
  const ms = Math.round(performance.now() - began);
  return why === undefined ? { name, ok: true, ms } : { name, ok: false, ms, why };
};

/** One round of checks for all who ask at the same time. */
const rounds = (checks: readonly Check[], draining: AbortSignal | undefined): (() => Promise<HealthState>) => {
  let running: Promise<HealthState> | undefined;
  const round = async (): Promise<HealthState> => {
    const results = await Promise.all(checks.map(run));
    const failing = results.some(({ ok }, index) => !ok && checks[index]?.optional !== true);
    return { status: draining?.aborted ? 'draining' : failing ? 'failing' : 'ok', checks: results };
  };
  return () => {
    running ??= round().finally(() => {
      running = undefined;
    });
    return running;
  };
};

/** @param draining aborts when the process is about to stop */
export const health = (checks: readonly Check[], draining?: AbortSignal): Health => ({
  live: () => ({ status: 'ok' }),
  ready: rounds(
    checks.filter(({ shared }) => !shared),
    draining,
  ),
  dependencies: rounds(checks, draining),
});
