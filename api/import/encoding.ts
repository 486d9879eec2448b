/** Encodings in which a file may come; `xlsx` carries its own. */
export type Encoding = 'utf-8' | 'gb18030' | 'xlsx';

/**
 * The text of a file: UTF-8 if every byte fits (with or without a byte order mark), else GB18030, which Chinese office
 * software still writes. Null when it is neither, such as UTF-16 or a binary file.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | null {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = decoded(bytes, encoding);
    // Both encodings accept NUL, no table contains one: UTF-16 and binary files do.
    if (text !== null) return text.includes('\0') ? null : { text, encoding };
  }
  return null;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
