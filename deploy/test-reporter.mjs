/** What `npm test` says while it runs: how far it is, every failure as it happens, and the slowest files at the end. */
import { relative } from 'node:path';

const everyMs = 30_000;
const slowest = 10;
const seconds = ms => `${(ms / 1_000).toFixed(1)} s`;

/** Jest makes one of these with `new`. */
export default class {
  #took = [];
  #files = { done: 0, all: 0, failed: 0 };
  #began = performance.now();
  #told = performance.now();

  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunStart({ numTotalTestSuites }) {
    this.#files.all = numTotalTestSuites;
  }

  onTestResult({ path }, { failureMessage, perfStats: { start, end } }) {
    const name = relative(this.rootDir, path);
    this.#files.done++;
    this.#took.push({ name, ms: end - start });
    if (failureMessage) {
      this.#files.failed++;
      this.#say(`FAIL ${name}\n${failureMessage}`);
    }
    this.#progress(name);
  }

  onRunComplete() {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    const sorted = this.#took.sort((a, b) => b.ms - a.ms).slice(0, slowest);
    if (this.#took.length > slowest)
      this.#say(`slowest files:\n${sorted.map(({ name, ms }) => `  ${seconds(ms).padStart(8)}  ${name}`).join('\n')}`);
  }

  #progress(last) {
    const { done, all, failed } = this.#files;
    const now = performance.now();
    const line = `${done} of ${all} files${failed > 0 ? `, ${failed} failed` : ''}, ${seconds(now - this.#began)}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}  ${last}`);
    else if (now - this.#told > everyMs || done === all) {
      this.#told = now;
      this.#say(line);
    }
  }

  #say(text) {
    process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}${text}\n`);
  }
}
