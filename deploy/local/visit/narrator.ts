/** Tells the visit in the terminal: scenes in Chinese, under them what really happened, with the milliseconds since the step began. */
import colour from 'picocolors';

export interface Narrator {
  readonly scene: (title: string) => void;
  readonly step: (who: string, part: string, does: string) => void;
  /** One technical line: `event`, `view`, `push`, `call` or `note`. */
  readonly line: (kind: Kind, text: string, ms?: number) => void;
  /** Printed as it is. */
  readonly show: (text: string) => void;
}
export type Kind = 'call' | 'event' | 'view' | 'push' | 'note';

const colours: Readonly<Record<Kind, (text: string) => string>> = {
  call: colour.dim,
  event: colour.yellow,
  view: colour.cyan,
  push: colour.magenta,
  note: colour.dim,
};

export const narrator = (print: (line: string) => void): Narrator => {
  let scenes = 0;
  return {
    scene: title => {
      scenes++;
      print('');
      print(colour.bold(colour.green(`━━ ${scenes}  ${title} ${'━'.repeat(Math.max(2, 56 - 2 * title.length))}`)));
    },
    step: (who, part, does) => {
      print('');
      print(`  ${colour.bold(who)}${colour.dim(`（${part}）`)} ${does}`);
    },
    line: (kind, text, ms) => {
      const time = ms === undefined ? '' : `${Math.round(ms)} ms`;
      print(`  ${colour.dim(time.padStart(9))}  ${colours[kind](kind.padEnd(5))}  ${text}`);
    },
    show: text => {
      for (const line of text.split('\n')) print(`                    ${line}`);
    },
  };
};

/** Lives the same, but says nothing. */
export const silent: Narrator = {
  scene: () => undefined,
  step: () => undefined,
  line: () => undefined,
  show: () => undefined,
};

export const yuan = (fen: number): string => `¥${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
/** The time of day in the hospital, `10:32:05`. */
export const clock = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 19);
/** Enough of an id to tell it from the others on the screen. */
export const short = (id: string): string => `${id.slice(0, 4)}…${id.slice(-4)}`;
