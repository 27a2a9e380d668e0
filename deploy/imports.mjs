/** Reads which module imports which, in every part of the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import swc from '@swc/core';

const skipped = ['dist', 'build', 'vendor', 'public'];

/** Every source below a folder. */
export const sourcesIn = folder =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'node_modules' || skipped.includes(entry.name) ? [] : sourcesIn(path);
    return /\.(ts|tsx|mjs|js)$/.test(entry.name) ? [path] : [];
  });

/** The folders at the top that hold sources. */
export const partsOf = root =>
  readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules' && !skipped.includes(name))
    .filter(entry => entry.isDirectory() && sourcesIn(join(root, entry.name)).length > 0)
    .map(({ name }) => name);

/** What dependency-cruiser finds: modules with their dependencies, and the violations of the rules. */
export const cruised = async (root, forbidden = []) => {
  // dependency-cruiser asks swc for TypeScript alone; with JSX in it, a file would not be read.
  const { parseFileSync } = swc;
  swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('x') });
  const { cruise } = await import('dependency-cruiser');
  const { output } = await cruise(
    partsOf(root),
    {
      baseDir: root,
      parser: 'swc',
      validate: forbidden.length > 0,
      ruleSet: { forbidden },
      doNotFollow: { path: 'node_modules' },
      exclude: { path: `^(?!.*node_modules/).*(^|/)(${skipped.join('|')})/` },
    },
    {
      alias: { '@': join(root, 'miniprogram/src') },
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  );
  return output;
};

/** Programs that are started, and files that are read, by their place beside the module. */
const beside = /new URL\(\s*['"`](\.[^'"`$]+)['"`],\s*import\.meta\.url/g;

/**
 * All that each module needs: what it imports, what it starts and what it reads.
 * @returns by path from the root; modules of Node as `node:fs`, packages by their path in node_modules
 */
export const needsOf = async root => {
  const { modules } = await cruised(root);
  return new Map(
    modules.map(({ source, dependencies }) => {
      const needs = new Set(dependencies.map(one => (one.coreModule ? `node:${one.resolved}` : one.resolved)));
      const file = join(root, source);
      if (!source.includes('node_modules') && existsSync(file))
        for (const [, path] of readFileSync(file, 'utf8').matchAll(beside))
          needs.add(normalize(join(dirname(source), path)));
      return [source, needs];
    }),
  );
};
