/** A sealed document as a journal names it: what it says stays with the person's key, its hash stands for ever. */
export interface DocumentRef {
  readonly id: string;
  readonly kind: string;
  /** Of the content, hex. */
  readonly sha256: string;
}

/** The documents that a command names; null when the member is there and is no list of documents. */
export function documentsIn({ documents }: Readonly<Record<string, unknown>>): readonly DocumentRef[] | null {
  if (documents === undefined) return [];
  if (!Array.isArray(documents)) return null;
  const named = documents as readonly Partial<Record<keyof DocumentRef, unknown>>[];
  const refs: DocumentRef[] = [];
  for (const one of named) {
    const { id, kind, sha256 } = one;
    if (typeof id !== 'string' || typeof kind !== 'string' || typeof sha256 !== 'string') return null;
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    refs.push({ id, kind, sha256 });
  }
  return refs;
}

/** Kinds that are wanted and of which no document is there, in the order in which they are wanted. */
export function missingKinds(wanted: readonly string[], documents: readonly DocumentRef[]): string[] {
  return wanted.filter((kind) => !documents.some((document) => document.kind === kind));
}

/** Those that were there and those that came, each once: the same content under the same id changes nothing. */
export function withDocuments(known: readonly DocumentRef[], added: readonly DocumentRef[]): readonly DocumentRef[] {
  const fresh = added.filter((one) => !known.some(({ id, sha256 }) => id === one.id && sha256 === one.sha256));
  return fresh.length === 0 ? known : [...known, ...fresh];
}
