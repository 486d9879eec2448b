/** What a claim writes of the messages that may go: claim, contact log and what was spent, in one statement with the copies. */
import type { Instant } from '../../domain/instant.ts';
import { attachedId, documentColumns, insertDocuments, sendDocument } from '../document.ts';
import type { SealableDocument } from '../document.ts';
import type { Queries } from '../pool.ts';
import type { DataKey, Sealer } from '../seal.ts';
import type { Spent } from './budget.ts';
import type { Claim, ClaimOptions } from './types.ts';
import { NOT_LEFT } from './unsettled.ts';

/** A message that may go, with what is kept of it. */
export interface Ready<M> {
  readonly claim: Claim<M>;
  readonly content: Uint8Array;
  readonly attached?: Uint8Array;
  readonly key: DataKey;
  readonly template: string;
  readonly units: number;
}

const WRITE = `
with document_kept as (${insertDocuments(14)}),
claimed as (
  update outbox o set status = 'claimed', attempt = $3, claimed_epoch = $4, claimed_at = $5, code = $7,
         document_id = o.reference, template = r.template,
         address_mark = (select p.marks->>o.channel from person p where p.id = o.person_id)
    from unnest($1::bigint[], $2::text[]) as r(id, template) where o.id = r.id and o.id = any($1)
  returning o.reference, o.person_id, o.channel),
spent as (
  insert into channel_spend (channel, on_day, messages, units, cost_minor)
  values ($8::text, $9::date, $10::bigint, $11::bigint, $12::bigint)
  on conflict (channel, on_day) do update set messages = channel_spend.messages + excluded.messages,
         units = channel_spend.units + excluded.units, cost_minor = channel_spend.cost_minor + excluded.cost_minor)
insert into contact_log (id, person_id, channel, at, result, direction)
select reference, person_id, channel, $6, $13, 'outbound' from claimed
on conflict (id) do update set at = excluded.at, result = excluded.result`;

/** The copy of a message, and the letter that goes along with it. */
function documentsOf<M>({ claim, content, attached, key }: Ready<M>, madeAt: Instant): SealableDocument[] {
  const { reference, personId, channel } = claim;
  const made = { personId, key, madeAt };
  const said = { ...made, id: reference, kind: channel, content };
  if (attached === undefined) return [said];
  return [said, { ...made, id: attachedId(reference), kind: 'letter', content: attached }];
}

const isPage = ({ kind }: SealableDocument): boolean => kind === 'letter';

/** Letters are long: each is on its way to the database while the next one is set. */
export async function sendPages<M>(q: Queries, sealer: Sealer, one: Ready<M>, madeAt: Instant): Promise<void> {
  for (const document of documentsOf(one, madeAt)) if (isPage(document)) await sendDocument(q, sealer, document);
}

/** `spent` is what the whole claim took of the channel's budget. */
export async function writeClaimed<M>(
  q: Queries,
  options: Pick<ClaimOptions<M>, 'sealer' | 'epoch' | 'wallNow' | 'channel' | 'announced'>,
  ready: readonly Ready<M>[],
  { attempt, now, spent }: { readonly attempt: string; readonly now: Instant; readonly spent: Spent },
): Promise<void> {
  if (ready.length === 0) return;
  const { sealer, epoch, wallNow, channel, announced } = options;
  const documents = ready.flatMap((one) => documentsOf(one, now).filter((document) => !isPage(document)));
  await q.send(WRITE, [
    ready.map(({ claim: { id } }) => id),
    ready.map(({ template }) => template),
    attempt,
    epoch,
    wallNow(),
    now,
    announced === true ? NOT_LEFT : null,
    channel,
    spent.on,
    spent.messages,
    spent.units,
    spent.costMinor,
    'delivered',
    ...documentColumns(sealer, documents),
  ]);
}
