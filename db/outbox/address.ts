/** Addresses that failed for good: marked on the person, told to their cases, and taken back by a proof of delivery. */
import type { Channel } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import { recordContactFact } from '../contactFact.ts';
import type { Queries } from '../pool.ts';

/** A message by which an address is judged. */
export interface AddressedMessage {
  readonly reference: string;
  readonly personId: string;
  readonly channel: Channel;
}

/** Did the message go to the address that the person has now? What is not known counts as yes. */
export async function wentToPresentAddress(q: Queries, message: AddressedMessage): Promise<boolean> {
  const { reference, personId, channel } = message;
  const row = await q.row<{ same: boolean }>(
    `select coalesce(o.address_mark = p.marks->>$3, true) as same
       from outbox o join person p on p.id = $2 where o.reference = $1`,
    [reference, personId, channel],
  );
  return row?.same ?? true;
}

const failedId = ({ reference, personId, channel }: AddressedMessage): string =>
  `${reference}/failed/${personId}/${channel}`;

/**
 * The address of the channel failed for good: it is not used again until corrected (domain.md §5), over all loans of the
 * person. Returns the cases that must be woken: each open one hears of it once, however many messages fail.
 */
export async function failAddress(q: Queries, message: AddressedMessage, at: Instant): Promise<readonly string[]> {
  const { personId, channel } = message;
  const content = { kind: 'failed', channel } as const;
  const recorded = await recordContactFact(q, { id: failedId(message), personId, actor: 'provider', at, content });
  return recorded.kind === 'recorded' ? recorded.woken : [];
}

/**
 * The message arrived after all, in whatever order the two reports came: unless another message failed since, the
 * address is good. Returns the cases that must be woken.
 */
export async function restoreAddress(q: Queries, message: AddressedMessage, at: Instant): Promise<readonly string[]> {
  const { reference, personId, channel } = message;
  const row = await q.row<{ ours: boolean; others: number }>(
    `select coalesce(bool_or(id = $3), false) as ours, count(*) filter (where id <> $3) as others
       from contact_fact f
      where person_id = $1 and kind = 'failed' and content->>'channel' = $2 and refused is null
        and not exists (select from contact_fact c where c.person_id = $1 and c.kind = 'corrected' and c.refused is null
                          and c.content->'channels' ? $2 and (c.at, c.n) > (f.at, f.n))`,
    [personId, channel, failedId(message)],
  );
  if (row === null || !row.ours || row.others > 0) return [];
  const content = { kind: 'corrected', channels: [channel], mark: `delivered/${reference}` } as const;
  const id = `${reference}/arrived/${personId}/${channel}`;
  const recorded = await recordContactFact(q, { id, personId, actor: 'provider', at, content });
  return recorded.kind === 'recorded' ? recorded.woken : [];
}
