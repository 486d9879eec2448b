import type { Prepared } from '../worker/prepare.ts';

/** Lines of a start, one per step: what is being done, and what came of it. */
export interface Checklist {
  step<T>(doing: string, work: () => Promise<T>, came?: (result: T) => string): Promise<T>;
  note(line: string): void;
}

export function createChecklist(out: NodeJS.WriteStream = process.stdout): Checklist {
  const begun = performance.now();
  const seconds = (): string => `${((performance.now() - begun) / 1_000).toFixed(1).padStart(5)} s`;
  return {
    async step(doing, work, came) {
      if (out.isTTY) out.write(`  … ${doing}`);
      try {
        const result = await work();
        const detail = came === undefined ? '' : `  ${came(result)}`;
        out.write(`${out.isTTY ? '\r\u001b[K' : ''}  ✓ ${seconds()}  ${doing}${detail}\n`);
        return result;
      } catch (error) {
        out.write(`${out.isTTY ? '\r\u001b[K' : ''}  ✗ ${seconds()}  ${doing}\n`);
        throw error;
      }
    },
    note(line) {
      out.write(`${out.isTTY ? '\r\u001b[K' : ''}      ${line}\n`);
    },
  };
}

/** What was done to a database, in one line. */
export function preparedText({ applied, derivedAgain, broken }: Prepared): string {
  const [first] = broken;
  return [
    applied.length === 0 ? 'up to date' : `${applied.length} migrations`,
    ...(derivedAgain > 0 ? [`${derivedAgain} cases derived again`] : []),
    ...(first === undefined ? [] : [`the journal of ${first} does not hold: recoup rebuild --check`]),
  ].join(', ');
}
