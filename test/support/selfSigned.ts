// A key and a certificate for a server on this machine, made anew for each run of the tests (X.509 v3, RFC 5280, in DER).
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** One value of DER: its tag, its length, its content. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
const set = (...content: readonly Uint8Array[]): Buffer => der(0x31, ...content);
const octets = (...content: readonly Uint8Array[]): Buffer => der(0x04, ...content);
const bits = (content: Uint8Array): Buffer => der(0x03, Buffer.of(0), content);
const integer = (content: Uint8Array): Buffer => der(0x02, content);
const yes = der(0x01, Buffer.of(0xff));

/** Up to 127 in its first two places together, seven bits a byte in the others. */
function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((part) => {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

/** `YYMMDDHHMMSSZ`, the form of dates before 2050. */
const time = (at: Date): Buffer =>
  der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-:T]/gu, '')}Z`, 'ascii'));

const pem = (label: string, content: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(content).toString('base64').replace(/.{64}/gu, '$&\n').trimEnd()}\n-----END ${label}-----\n`;

/** Holds for `localhost` and 127.0.0.1, from an hour ago, for a day. Both in PEM. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));
  const name = sequence(set(sequence(objectId('2.5.4.3'), der(0x0c, Buffer.from('localhost')))));
  const now = Date.now();
  const extensions = sequence(
    // It is its own authority, and speaks for these names.
    sequence(objectId('2.5.29.19'), yes, octets(sequence(yes))),
    sequence(
      objectId('2.5.29.17'),
      octets(sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.of(127, 0, 0, 1)))),
    ),
  );
  const certified = sequence(
    der(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(new Date(now - 3_600_000)), time(new Date(now + 86_400_000))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = sign('sha256', certified, privateKey);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', sequence(certified, ecdsaWithSha256, bits(signature))),
  };
}
