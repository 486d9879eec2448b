import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { ValueError } from '@temporalio/common';
import proto from '@temporalio/proto';

const { Payload: ProtoPayload } = proto.temporal.api.common.v1;
const ENCODING = 'encoding';
const NAME = Buffer.from('binary/recoup-1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Compresses and encrypts every payload (AES-256-GCM), so that a history is not plain to read. Histories hold no
 * personal data anyway; this is the second lock on the same door.
 * @param key 32 bytes in base64
 */
export function createCodec(key: string): PayloadCodec {
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 32) throw new ValueError('CODEC_KEY_INVALID: 32 bytes in base64');
  const secret = createSecretKey(bytes);

  const encode = (payload: Payload): Payload => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce);
    const plain = deflateRawSync(ProtoPayload.encode(payload).finish());
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final()]);
    return { metadata: { [ENCODING]: NAME }, data: Buffer.concat([sealed, cipher.getAuthTag()]) };
  };

  const decode = (payload: Payload): Payload => {
    if (!Buffer.from(payload.metadata?.[ENCODING] ?? []).equals(NAME)) return payload;
    const data = payload.data ?? new Uint8Array();
    const decipher = createDecipheriv('aes-256-gcm', secret, data.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(data.subarray(data.length - TAG_BYTES));
    const plain = Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return ProtoPayload.decode(inflateRawSync(plain));
  };

  return {
    encode: (payloads) => Promise.resolve(payloads.map(encode)),
    decode: (payloads) => Promise.resolve(payloads.map(decode)),
  };
}
