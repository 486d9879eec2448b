import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { generateSigningKeys } from '../db/signature.ts';

const keysShape = z.object({
  /** Wraps the data keys of people: 32 bytes in base64. */
  masterKey: z.string(),
  /** Seals payloads in histories: 32 bytes in base64. */
  codecKey: z.string(),
  signing: z.object({ privateKey: z.string(), publicKey: z.string() }),
});

export type Keys = z.infer<typeof keysShape>;

const variables = [
  'RECOUP_MASTER_KEY',
  'RECOUP_CODEC_KEY',
  'RECOUP_SIGNING_PRIVATE_KEY',
  'RECOUP_SIGNING_PUBLIC_KEY',
] as const;

/** Some of the keys are given and others are not. */
export class KeysIncomplete extends Error {
  readonly code = 'KEYS_INCOMPLETE';
  constructor(missing: readonly string[]) {
    super(`set ${missing.join(', ')} too, or none of ${variables.join(', ')} to use the keys of the home folder`);
    this.name = 'KeysIncomplete';
  }
}

/**
 * The keys of a deployment: from the environment, else from `keys.json` in the home folder, made at the first start and
 * readable by its owner alone. Losing them makes personal data and histories unreadable for ever.
 * @throws KeysIncomplete when only some variables are set
 */
export function loadKeys(home: string, env: NodeJS.ProcessEnv = process.env): Keys {
  const given = variables.map((name) => env[name] ?? '');
  const [masterKey = '', codecKey = '', privateKey = '', publicKey = ''] = given;
  const missing = variables.filter((_, at) => given[at] === '');
  if (missing.length === 0) return { masterKey, codecKey, signing: { privateKey, publicKey } };
  if (missing.length < variables.length) throw new KeysIncomplete(missing);
  const file = join(home, 'keys.json');
  if (existsSync(file)) return keysShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made: Keys = {
    masterKey: randomBytes(32).toString('base64'),
    codecKey: randomBytes(32).toString('base64'),
    signing: generateSigningKeys(),
  };
  mkdirSync(home, { recursive: true });
  writeFileSync(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}
