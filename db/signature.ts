/**
 * Commands are signed where they come in (Ed25519), so that `decide` and an auditor can tell who asked, whichever way a
 * command reached the engine. Only the public key is needed to verify.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Actor } from '../domain/case.ts';

/** A command as it travels: content, who asks, and the signature over all of it. */
export interface SignedCommand {
  /** The request's idempotency key. */
  readonly id: string;
  readonly caseId: string;
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly signature: string;
}

export type UnsignedCommand = Omit<SignedCommand, 'signature'>;

export interface SigningKeys {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A new key pair in PEM. */
export function generateSigningKeys(): SigningKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function signedBytes({ id, caseId, type, content, actor }: UnsignedCommand): Buffer {
  return Buffer.from(canonicalize({ id, caseId, type, content, actor }) ?? '');
}

export function createSigner(privateKey: string): (command: UnsignedCommand) => SignedCommand {
  const key: KeyObject = createPrivateKey(privateKey);
  return (command) => ({ ...command, signature: sign(null, signedBytes(command), key).toString('base64') });
}

/** True when this deployment signed exactly this command. Total: anything malformed is false. */
export function createVerifier(publicKey: string): (command: SignedCommand) => boolean {
  const key: KeyObject = createPublicKey(publicKey);
  return (command) => {
    try {
      return verify(null, signedBytes(command), key, Buffer.from(command.signature, 'base64'));
    } catch {
      return false;
    }
  };
}
