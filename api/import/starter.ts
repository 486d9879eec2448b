/** Starts workflows beside the storing, a few at a time. */
export interface Starter {
  add(caseIds: readonly string[]): void;
  /** When everything added was tried: how many started, how many were left to the sweeper. */
  done(): Promise<{ readonly started: number; readonly left: number }>;
}

/**
 * What cannot be started now is not lost: the case is stored with its wake instant, so the sweeper starts it later.
 * @param atOnce how many calls may be under way together
 */
export function createStarter(
  startCase: (caseId: string) => Promise<void>,
  atOnce: number,
  onStarted: (count: number) => void,
): Starter {
  const waiting: string[] = [];
  const seen = new Set<string>();
  const lanes = new Set<Promise<void>>();
  let started = 0;
  let left = 0;
  const lane = async (): Promise<void> => {
    for (let caseId = waiting.shift(); caseId !== undefined; caseId = waiting.shift()) {
      try {
        await startCase(caseId);
        started += 1;
        onStarted(started);
      } catch {
        left += 1;
      }
    }
  };
  return {
    add(caseIds) {
      for (const caseId of caseIds) {
        if (seen.has(caseId)) continue;
        seen.add(caseId);
        waiting.push(caseId);
      }
      while (lanes.size < atOnce && waiting.length > 0) {
        const running = lane().finally(() => lanes.delete(running));
        lanes.add(running);
      }
    },
    async done() {
      while (lanes.size > 0) await Promise.all(lanes);
      return { started, left };
    },
  };
}
