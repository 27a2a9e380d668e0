import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Fields that people typed, as rows name them. */
const typed =
  'visitPersonName|doctorName|departmentName|pharmacistName|reason|chiefComplaint|comment|maker|specification|dose';
const expression = new RegExp(`\\$?\\{((?:\\w+(?:\\?\\.|\\.))*(?:${typed}))(?: \\?\\? '')?\\}`, 'g');
/** Around an attribute, an argument or a line of its own nothing stands that could be turned round. */
const alone = (left: string, right: string) =>
  left.endsWith('=') || (/(^|[=(,:?&|>`{])\s*$/.test(left) && /^\s*($|[<),;}`])/.test(right));

const sources = ['miniprogram/src', 'dashboard'].flatMap(front =>
  readdirSync(`${root}${front}`, { recursive: true, encoding: 'utf8' })
    .filter(path => /\.tsx?$/.test(path) && !/\.test\.|(^|\/)(testing|browser|dist|node_modules)\//.test(path))
    .map(path => `${front}/${path}`),
);

test('[T2] what people typed stands isolated wherever it stands beside something else', () => {
  const open = sources.flatMap(path =>
    readFileSync(`${root}${path}`, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(expression)]
          .filter(({ 0: all, index: at }) => !alone(line.slice(0, at), line.slice(at + all.length)))
          .filter(({ index: at }) => !/\b(import|const|let|return|className|style)\b[^`>]*$/.test(line.slice(0, at)))
          .map(([, name]) => `${path}:${index + 1} ${name}`),
      ),
  );
  expect(sources.length).toBeGreaterThan(300);
  expect(open).toEqual([]);
});
