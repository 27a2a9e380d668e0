/** Settings come from the environment: each is declared once, and the check, the error and the documentation follow. */
import { z } from 'zod';

/** Settings by environment variable; each with `.describe()`, maybe `.default()`, maybe `.meta({ kind, secret: true })`. */
export type SettingsShape = Readonly<Record<string, z.ZodType>>;

/** What reading that shape answers. */
export type Settings<S extends SettingsShape> = { readonly [K in keyof S]: z.output<S[K]> };

/** `problems` has one line per broken setting; no line repeats what was given. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const kindOf = (given: string | undefined): string => {
  if (given === undefined) return 'nothing';
  if (given === '') return 'an empty text';
  return /^-?\d+(\.\d+)?$/.test(given) ? 'a number' : `a text of ${given.length} characters`;
};

type Meta = Partial<Record<'formerly' | 'kind' | 'type' | 'format' | 'description' | 'default' | 'secret', unknown>> & {
  enum?: readonly unknown[];
};

const metaOf = (setting: z.ZodType): Meta =>
  ({ ...z.toJSONSchema(setting, { io: 'input', unrepresentable: 'any' }), ...z.globalRegistry.get(setting) }) as Meta;

const typeOf = ({ kind, enum: values, format, type }: Meta): string =>
  String(kind ?? values?.join(', ') ?? format ?? type ?? 'text').replace('string', 'text');

/**
 * Reads the settings of that shape. An empty variable counts as not set; one that is given under the setting's former name counts.
 * Throws ConfigError.
 */
export const settings = <S extends SettingsShape>(
  shape: S,
  env: Readonly<Record<string, string | undefined>>,
): Settings<S> => {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(shape)) {
    const { formerly } = z.globalRegistry.get(setting) ?? {};
    const given = env[name] || env[String(formerly)] || undefined;
    const result = setting.safeParse(given);
    if (result.success) values[name] = result.data;
    else {
      const meta = metaOf(setting);
      const said = result.error.issues.map(({ code, message }) => (code === 'custom' ? `: ${message}` : '')).join('');
      problems.push(
        `${name}: ${kindOf(env[name])} was given, expected ${typeOf(meta)} (${meta.description ?? 'no description'})${said}`,
      );
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return values as Settings<S>;
};

const cell = (text: unknown): string => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The settings as a Markdown table: name, type, default, meaning. */
export const settingsTable = (shape: SettingsShape): string => {
  const rows = Object.entries(shape).map(([name, setting]) => {
    const meta = metaOf(setting);
    const byDefault = setting.safeParse(undefined).success
      ? meta.default === undefined
        ? 'none'
        : `\`${meta.default}\``
      : 'required';
    const meaning = `${meta.description ?? ''}${meta.secret === true ? ' **Secret.**' : ''}`;
    return `| \`${name}\` | ${cell(typeOf(meta))} | ${cell(byDefault)} | ${cell(meaning)} |`;
  });
  return ['| Name | Type | Default | Meaning |', '|---|---|---|---|', ...rows, ''].join('\n');
};
