// Resident memory of this process and of the servers that it started, peaks over time.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Peaks {
  /** Megabytes. Pages that PostgreSQL's processes share are counted once for each. */
  readonly workerMb: number;
  readonly temporalMb: number;
  readonly postgresMb: number;
}

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly kilobytes: number;
  readonly command: string;
}

async function processes(): Promise<ProcessRow[]> {
  // Not synchronously: that would hold up the worker that is being measured.
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,comm=']);
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent, kilobytes, ...command] = line.trim().split(/\s+/);
    return command.length === 0
      ? []
      : [{ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes), command: command.join(' ') }];
  });
}

async function measure(): Promise<Peaks> {
  const all = await processes();
  const mine = new Set([process.pid]);
  for (let before = 0; before < mine.size;) {
    before = mine.size;
    for (const { pid, parent } of all) if (mine.has(parent)) mine.add(pid);
  }
  const of = (name: string): number =>
    all
      .filter(({ pid, command }) => mine.has(pid) && command.includes(name))
      .reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1_000;
  return { workerMb: process.memoryUsage().rss / 1e6, temporalMb: of('temporal'), postgresMb: of('postgres') };
}

/** Measures now and then until stopped; gives the peaks. */
export function watchMemory(everyMs = 20_000): () => Promise<Peaks> {
  let peaks: Peaks = { workerMb: 0, temporalMb: 0, postgresMb: 0 };
  const look = async (): Promise<void> => {
    const now = await measure();
    peaks = {
      workerMb: Math.max(peaks.workerMb, now.workerMb),
      temporalMb: Math.max(peaks.temporalMb, now.temporalMb),
      postgresMb: Math.max(peaks.postgresMb, now.postgresMb),
    };
  };
  // One look that failed is one figure less.
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  return async () => {
    clearInterval(timer);
    await look();
    return peaks;
  };
}
