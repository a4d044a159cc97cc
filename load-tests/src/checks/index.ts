/** Runs checks one after another, prints a line for each, and counts them. */
export type Checks = {
  /** A check fails by throwing; what it returns is printed beside its title. */
  run(title: string, check: () => Promise<string>): Promise<void>;
  readonly passed: number;
  readonly failed: number;
};

export function createChecks(print: (line: string) => void): Checks {
  let passed = 0;
  let failed = 0;
  return {
    async run(title, check) {
      try {
        const found = await check();
        passed += 1;
        print(`✔ ${title}: ${found}`);
      } catch (error) {
        failed += 1;
        print(`✘ ${title}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    get passed() {
      return passed;
    },
    get failed() {
      return failed;
    },
  };
}

/** @throws Error that says `what` when it does not hold */
export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** @throws Error unless the text holds every one of the parts */
export function expectParts(text: string, parts: readonly string[]): string {
  const missing = parts.filter((part) => !text.includes(part));
  expect(missing.length === 0, `"${text}" does not say ${missing.join(', ')}.`);
  return text;
}
export { reportBudgets } from './budgets.ts';
export { printTable } from './print-table.ts';
