export type Needs = ReadonlyMap<string, ReadonlySet<string>>;
export function unitTests(needs: Needs, tests: readonly string[]): string[];
export function aloneTests(needs: Needs, tests: readonly string[]): string[];
export function concernedTests(needs: Needs, tests: readonly string[], changed: readonly string[]): string[];
