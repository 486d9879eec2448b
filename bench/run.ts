// `npm run bench`: runs every benchmark, or those that are named, one after the other; each prints its ratio to its limit.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** In order: pure computation first, then what needs servers. Each ends with exit code 1 when it misses its limit. */
const benches = ['assess', 'contact-oracle', 'letters', 'life', 'lives', 'send', 'tape'] as const;

const fileOf = (name: string): string => join(import.meta.dirname, `${name}.ts`);

interface Ended {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

function run(name: string): Ended {
  console.log(`\n${name}`);
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, [fileOf(name)], {
    stdio: 'inherit',
    env: { ...process.env, TZ: 'UTC' },
  });
  return { name, ok: status === 0, seconds: (performance.now() - begun) / 1000 };
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.some((bench) => bench === name) || !existsSync(fileOf(name)));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}: there are ${benches.join(', ')}`);
  process.exitCode = 2;
} else {
  const ended = (asked.length === 0 ? benches : asked).map(run);
  console.log('');
  for (const { name, ok, seconds } of ended)
    console.log(`${ok ? 'within' : 'MISSED'} its limit: ${name} (${seconds.toFixed(0)} s)`);
  process.exitCode = ended.every(({ ok }) => ok) ? 0 : 1;
}
