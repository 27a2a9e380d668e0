/** Which tests are quick, and which ones a change concerns: both follow from what the tests need. */

/** The module and all that it needs, directly or not. */
const closure = (needs, of) => {
  const all = new Set([of]);
  for (const one of all) for (const next of needs.get(one) ?? []) all.add(next);
  return all;
};

/** What makes a test slow: a browser, other processes, a server or an engine with files of its own. */
const heavy = /^node:child_process$|(^|\/)node_modules\/(playwright-core|lmdb|chdb)\/|^standins\/.*\/server\.ts$/;

/** What keeps every core busy by itself: a browser, other processes. */
const wide = /^node:child_process$|(^|\/)node_modules\/playwright-core\//;

const reach = (needs, test, what) => [...closure(needs, test)].some(one => what.test(one));

/** Tests with none of what makes slow. */
export const unitTests = (needs, tests) => tests.filter(test => !reach(needs, test, heavy));
/** Tests that run alone, since two at once only take the machine from each other. */
export const aloneTests = (needs, tests) => tests.filter(test => reach(needs, test, wide));

/** With these, every test is concerned. */
const everywhere = /^(package(-lock)?\.json|jest\.config\.js|tsconfig\.json|deploy\/(test|clock)\.mjs)$/;
/** A front end is built from its whole folder, which no import says. */
const built = /^(dashboard|miniprogram)\//;

/** @param changed paths from the root */
export const concernedTests = (needs, tests, changed) => {
  if (changed.some(path => everywhere.test(path))) return tests;
  return tests.filter(test => {
    const all = closure(needs, test);
    const front = test.endsWith('.browser.test.ts') ? built.exec(test)?.[0] : undefined;
    return changed.some(path => all.has(path) || (front !== undefined && path.startsWith(front)));
  });
};
