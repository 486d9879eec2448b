/** What is pledged, as an import stores it: the description sealed as a title document, the rest as a fact to the loan. */
import { createHash } from 'node:crypto';
import type { CollateralKind } from '../domain/collateralRules.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { Minor } from '../domain/money.ts';
import { evidenceId, saveDocuments } from './document.ts';
import type { SealableDocument } from './document.ts';
import { tell } from './inbox.ts';
import type { Fact } from './inbox.ts';
import { keysOf, PersonForgotten } from './person.ts';
import type { Queries } from './pool.ts';
import type { Sealer } from './seal.ts';

export interface PledgeToStore {
  readonly loanId: string;
  readonly caseId: string;
  /** Whose key seals the description. */
  readonly debtorId: string;
  readonly item: {
    readonly id: string;
    readonly kind: CollateralKind;
    readonly valueMinor: Minor;
    readonly ownerId?: string;
    readonly valuedOn?: PlainDate;
    readonly insuredUntil?: PlainDate;
    readonly registeredUntil?: PlainDate;
  };
  readonly hash: string;
  /** What it is exactly; '' when nothing is said. */
  readonly description: string;
  /** A keyed hash of the description, without which its plain hash could be guessed. */
  readonly mark: string;
}

/** Stores them in the caller's transaction, after the people and the loans. @throws PersonForgotten */
export async function storePledges(
  q: Queries,
  sealer: Sealer,
  pledges: readonly PledgeToStore[],
  at: Instant,
): Promise<void> {
  const facts: Fact[] = [];
  const documents: SealableDocument[] = [];
  const described = pledges.filter(({ description }) => description !== '');
  const keys = await keysOf(q, sealer, [...new Set(described.map(({ debtorId }) => debtorId))]);
  for (const { loanId, caseId, debtorId, item, description, mark } of pledges) {
    const content: Record<string, unknown> = { ...item };
    if (description !== '') {
      const key = keys.get(debtorId);
      if (key === undefined) throw new PersonForgotten(debtorId);
      const text = Buffer.from(`${description}\n${mark}\n`);
      const sha256 = createHash('sha256').update(text).digest('hex');
      const document = { id: evidenceId(loanId, TITLE, sha256), kind: TITLE };
      documents.push({ ...document, personId: debtorId, content: text, madeAt: at, key });
      content['documents'] = [{ ...document, sha256 }];
    }
    facts.push({ caseId, eventId: `pledged/${loanId}/${item.id}`, type: 'pledged', content, quiet: false });
  }
  await saveDocuments(q, sealer, documents);
  await tell(q, facts, at);
}

/** Kind of the document that says what a thing is exactly. */
const TITLE = 'title';
