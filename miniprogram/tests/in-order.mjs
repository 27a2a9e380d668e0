/** Jest's environment for tests that go on from each other: after one that failed the others are skipped, so that one fault is one failure. */
import { TestEnvironment } from 'jest-environment-node';

export default class extends TestEnvironment {
  /** Of each chain the test that failed. */
  #failed = new Map();

  /** What `chained` of scene.ts has written on the function of a test says what it goes on from. */
  handleTestEvent({ name, test }) {
    const { chain, after = [] } = test?.fn ?? {};
    if (name === 'test_start') {
      const cause = [chain, ...after].map(one => this.#failed.get(one)).find(one => one !== undefined);
      if (cause === undefined) return;
      test.mode = 'skip';
      process.stderr.write(`skipped because "${cause}" failed: ${test.name}\n`);
    } else if (name === 'test_done' && chain !== undefined && test.errors.length > 0)
      this.#failed.set(chain, test.name);
  }
}
