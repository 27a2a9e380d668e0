/** The source of a view's or fact's table, and of what it imports beside it: without types, comments and layout. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const projections = dirname(fileURLToPath(import.meta.resolve('@yunzhen/projections/registry')));
/** Engines: every table uses them, and none says by them what it means. */
const engines = new Set(['view.ts', 'fact.ts', 'fact-of.ts', 'project.ts'].map(name => join(projections, name)));

export const plain = (source: string): string =>
  transformSync(source, {
    configFile: false,
    minify: true,
    jsc: {
      parser: { syntax: 'typescript' },
      target: 'es2022',
      minify: { compress: false, mangle: false, format: { comments: false } },
    },
    module: { type: 'es6' },
  }).code;

/** Of a file and, after it, of those it imports by a relative path, each once. */
export const tableSource = (path: string, seen = new Set<string>()): string => {
  if (engines.has(path) || seen.has(path)) return '';
  seen.add(path);
  const source = plain(readFileSync(path, 'utf8'));
  const imported = [...source.matchAll(/from\s*"(\.[^"]+)"/g)].map(([, name = '']) => join(dirname(path), name));
  return [source, ...imported.map(one => tableSource(one, seen))].join('\n');
};
