/**
 * Seals personal data: AES-256-GCM under a data key per person, itself wrapped by the master key of the deployment.
 * The place of a value (person and field, or document) is bound in, so that ciphertexts cannot be swapped. Without
 * its key row a person is forgotten: nothing of theirs opens again.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A data key; an opaque object, so that printing it shows nothing. */
export type DataKey = KeyObject;

export type SealErrorCode = 'MASTER_KEY_INVALID' | 'SEAL_BROKEN';

/** The message is the code: what was sealed never stands in an error. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly code: SealErrorCode;
  constructor(code: SealErrorCode) {
    super(code);
    this.code = code;
  }
}

export interface Sealer {
  /** A new data key for a person, and the form in which it is stored. */
  newKey(personId: string): { readonly key: DataKey; readonly wrapped: Uint8Array };
  /** @throws SealError SEAL_BROKEN when the wrapped key is another person's, altered, or of another deployment */
  openKey(personId: string, wrapped: Uint8Array): DataKey;
  /** `place` is where the value stands; it has to be given again to open it. */
  seal(key: DataKey, place: string, content: Uint8Array | string): Buffer;
  /** @throws SealError SEAL_BROKEN when key or place are others or the bytes were altered */
  open(key: DataKey, place: string, sealed: Uint8Array): Buffer;
  /** The same text gives the same mark, by which it can be found; the text cannot be had back without the master key. */
  mark(kind: string, text: string): string;
}

const version = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;

export const fieldPlace = (personId: string, field: string): string => `${personId}|${field}`;
export const documentPlace = (documentId: string): string => `document|${documentId}`;
const keyPlace = (personId: string): string => `key|${personId}`;

function encrypt(key: KeyObject, place: string, content: Uint8Array | string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: KeyObject, place: string, sealed: Uint8Array): Buffer {
  if (sealed.length < headBytes || sealed[0] !== version) throw new SealError('SEAL_BROKEN');
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, headBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]);
  } catch {
    throw new SealError('SEAL_BROKEN');
  }
}

/**
 * A sealer under the master key: 32 bytes in base64.
 * @throws SealError MASTER_KEY_INVALID
 */
export function createSealer(masterKey: string): Sealer {
  const bytes = Buffer.from(masterKey, 'base64');
  if (bytes.length !== keyBytes) throw new SealError('MASTER_KEY_INVALID');
  const derived = (use: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', bytes, '', `recoup ${use}`, keyBytes)));
  const wrapping = derived('data keys');
  const marking = derived('marks');
  return {
    newKey(personId) {
      const key = randomBytes(keyBytes);
      return { key: createSecretKey(key), wrapped: encrypt(wrapping, keyPlace(personId), key) };
    },
    openKey: (personId, wrapped) => createSecretKey(decrypt(wrapping, keyPlace(personId), wrapped)),
    seal: encrypt,
    open: decrypt,
    mark: (kind, text) => createHmac('sha256', marking).update(`${kind}|${text}`).digest('base64url'),
  };
}
