/** Where a decide spends its time: every statement is timed and counted by the part of the decide it belongs to. */
import type { Db, Queries } from '../db/pool.ts';

/** The first that fits a statement names its part. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ['lock', /^\s*select 1 from person/],
  ['read', /^\s*with queued/],
  ['write', /\b(?:insert into|update|delete from)\b/],
  ['read more', /\b(?:inbox|journal|contact_log|person|policy|case_file|loan_view)\b/],
];

export interface PartTime {
  readonly part: string;
  readonly milliseconds: number;
  readonly statements: number;
}

export interface DecideTimes {
  readonly db: Db;
  /** Mean per transaction; `begin, commit` and `think` (apply, plan, fold, hash) are what no statement takes. */
  perDecide(): readonly PartTime[];
  decides(): number;
}

/** The same database, watched. */
export function timed(db: Db): DecideTimes {
  const sums = new Map<string, { milliseconds: number; statements: number }>();
  let decides = 0;
  const add = (part: string, milliseconds: number, statements: number): void => {
    const sum = sums.get(part) ?? { milliseconds: 0, statements: 0 };
    sums.set(part, { milliseconds: sum.milliseconds + milliseconds, statements: sum.statements + statements });
  };
  const watch = (q: Queries, spent: (milliseconds: number) => void): Queries => {
    const clocked = async <T>(sql: string, ask: () => Promise<T>): Promise<T> => {
      const start = performance.now();
      const result = await ask();
      const milliseconds = performance.now() - start;
      spent(milliseconds);
      add(PARTS.find(([, fits]) => fits.test(sql))?.[0] ?? 'other', milliseconds, 1);
      return result;
    };
    return {
      rows: (sql, values) => clocked(sql, () => q.rows(sql, values)),
      row: (sql, values) => clocked(sql, () => q.row(sql, values)),
      run: (sql, values) => clocked(sql, () => q.run(sql, values)),
      send: (sql, values) => clocked(sql, () => q.send(sql, values)),
    };
  };
  const tx: Db['tx'] = async (work) => {
    const start = performance.now();
    let workMs = 0;
    const result = await db.tx(async (q) => {
      const begun = performance.now();
      let queriesMs = 0;
      const made = await work(watch(q, (milliseconds) => (queriesMs += milliseconds)));
      workMs = performance.now() - begun;
      add('think', workMs - queriesMs, 0);
      return made;
    });
    add('begin, commit', performance.now() - start - workMs, 2);
    decides += 1;
    return result;
  };
  return {
    db: { ...db, tx },
    decides: () => decides,
    perDecide: () =>
      [...sums].map(([part, { milliseconds, statements }]) => ({
        ...{ part, milliseconds: milliseconds / decides, statements: statements / decides },
      })),
  };
}
