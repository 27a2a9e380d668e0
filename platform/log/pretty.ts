/** One short line per log record for people at a terminal. */
const colours: Record<string, number> = { error: 31, fatal: 31, warn: 33, info: 32 };

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A record as JSON becomes `time LEVEL service message key=value`, an error's stack below it. */
export const pretty = (line: string): string => {
  const { time, level, service, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const label = String(level);
  const { stack, message } = (err ?? {}) as { stack?: string; message?: string };
  const fields = Object.entries(rest).map(([key, value]) => `\u001b[2m${key}=\u001b[0m${shown(value)}`);
  const head = `${String(time).slice(11, 23)} \u001b[${colours[label] ?? 36}m${label.toUpperCase().padEnd(5)}\u001b[0m ${service}`;
  const detail = stack ?? message;
  return `${[head, msg ?? '', ...fields].filter(part => part !== '').join(' ')}\n${detail === undefined ? '' : `${detail}\n`}`;
};
