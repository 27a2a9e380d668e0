/**
 * `npm run touched -- complaint` lists the files that a capability stands in, `-- prescription/cancel` those of a command: what a new one
 * of its kind would have to write or change. A file counts that lies in a folder or under a name of it, imports its contract, or says one
 * of its words on the wire. Generated files, event fixtures, docs/ and this measure's
 * own test are left out.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const leftOut = /^(docs\/|contracts\/fixtures\/|contracts\/snapshot\.json$|deploy\/touched\.)|package-lock\.json$/;
const source = /\.(tsx?|mjs|css)$/;

const files = (): string[] =>
  execFileSync('git', ['ls-files'], { encoding: 'utf8' })
    .split('\n')
    .filter(path => source.test(path) && !leftOut.test(path));

type Concerns = (file: string, text: string) => boolean;

/** Whether a file of this text stands for the capability `complaint`. */
const ofCapability = (name: string): Concerns => {
  const path = new RegExp(`(^|/)${name}s?(/|[.-])`);
  const words = new RegExp(
    `contracts/${name}/|'\\./${name}/|'${name}[.'/]|\\b${name}(Queries|sView|States|Text)\\b|care/${name}/`,
  );
  return (file, text) => path.test(file) || words.test(text);
};

/** Whether it says one of these words: events, refusals, and the command where it is sent. */
const ofWords = (words: readonly string[]): Concerns => {
  const said = new RegExp(words.map(word => `['"\`]${word}['"\`]`).join('|'));
  return (_, text) => said.test(text);
};

/** @param words what a command says on the wire: its events and refusals */
export const touched = (name: string, words: readonly string[] = []): string[] => {
  const [capability = '', command] = name.split('/');
  const concerns = command === undefined ? ofCapability(capability) : ofWords(words);
  return files().filter(file => concerns(file, readFileSync(file, 'utf8')));
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [name = '', ...words] = process.argv.slice(2);
  if (name === '' || (name.includes('/') && words.length === 0)) {
    process.stderr.write('npm run touched -- <capability>, or -- <capability>/<command> <its events and refusals …>\n');
    process.exit(1);
  }
  const found = touched(name, words);
  process.stdout.write(`${[...found, `${found.length} files`].join('\n')}\n`);
}
