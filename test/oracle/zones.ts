/**
 * Time zones by hand: the offsets and the daylight-saving rules of a few zones as they stand in law, so that nothing is
 * shared with the zone data that the core reads.
 */
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Saving {
  /** First instant with the summer offset, and the first with the winter offset again, of a year. */
  readonly begins: (year: number) => number;
  readonly ends: (year: number) => number;
  readonly savedMs: number;
}

/** Midnight UTC of the n-th Sunday of a month (1–12); n = 0 is the last one. */
function sunday(year: number, month: number, n: number): number {
  const first = Date.UTC(year, month - 1, 1);
  const toSunday = (7 - new Date(first).getUTCDay()) % 7;
  if (n > 0) return first + (toSunday + 7 * (n - 1)) * dayMs;
  const next = Date.UTC(year, month, 1);
  return next - (new Date(next).getUTCDay() || 7) * dayMs;
}

const american = (standardHours: number): Saving => ({
  begins: (year) => sunday(year, 3, 2) + (2 - standardHours) * hourMs,
  ends: (year) => sunday(year, 11, 1) + (1 - standardHours) * hourMs,
  savedMs: hourMs,
});

const table: Readonly<Record<string, { readonly standardMs: number; readonly saving?: Saving }>> = {
  'Asia/Shanghai': { standardMs: 8 * hourMs },
  'Asia/Kolkata': { standardMs: 5.5 * hourMs },
  'Asia/Kathmandu': { standardMs: 5.75 * hourMs },
  'America/Phoenix': { standardMs: -7 * hourMs },
  'America/New_York': { standardMs: -5 * hourMs, saving: american(-5) },
  'America/Los_Angeles': { standardMs: -8 * hourMs, saving: american(-8) },
  'Europe/London': {
    standardMs: 0,
    saving: {
      begins: (year) => sunday(year, 3, 0) + hourMs,
      ends: (year) => sunday(year, 10, 0) + hourMs,
      savedMs: hourMs,
    },
  },
  'Pacific/Auckland': {
    standardMs: 12 * hourMs,
    saving: {
      begins: (year) => sunday(year, 9, 0) + (2 - 12) * hourMs,
      ends: (year) => sunday(year, 4, 1) + (2 - 12) * hourMs,
      savedMs: hourMs,
    },
  },
  'Australia/Lord_Howe': {
    standardMs: 10.5 * hourMs,
    saving: {
      begins: (year) => sunday(year, 10, 1) + (2 - 10.5) * hourMs,
      ends: (year) => sunday(year, 4, 1) + (2 - 11) * hourMs,
      savedMs: hourMs / 2,
    },
  },
};

export const handZones: readonly string[] = Object.keys(table);

const years = new Map<string, readonly [begins: number, ends: number]>();

/** Milliseconds by which the wall clock of a zone is ahead of UTC. */
export function handOffset(zone: string, ms: number): number {
  const row = table[zone];
  if (row === undefined) throw new Error(`no rules by hand for ${zone}`);
  const { standardMs, saving } = row;
  if (saving === undefined) return standardMs;
  const year = new Date(ms + standardMs).getUTCFullYear();
  const key = `${zone}${year}`;
  let turns = years.get(key);
  if (turns === undefined) {
    turns = [saving.begins(year), saving.ends(year)];
    years.set(key, turns);
  }
  const [begins, ends] = turns;
  const summer = begins < ends ? ms >= begins && ms < ends : ms >= begins || ms < ends;
  return summer ? standardMs + saving.savedMs : standardMs;
}
