// Plays a portfolio from April to October 2025 through the real system and collects what it did.
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '../../activities/channel.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Db } from '../../db/pool.ts';
import type { TapeWorld } from './tapeWorld.ts';

export const FROM: PlainDate = '2025-04-01';
export const TO: PlainDate = '2025-10-01';
const MONTH_ENDS = ['2025-04-30', '2025-05-31', '2025-06-30', '2025-07-31', '2025-08-31', '2025-09-30'] as const;

/** One line of a message: what one step of one loan wanted said. */
export interface SentNotice {
  readonly loanId: string;
  readonly step: string;
  readonly occurrence: string;
  /** The day on which it was decided. */
  readonly on: PlainDate;
  readonly channel: Channel;
  readonly reference: string;
}

/** A message that a provider took. */
export interface SentMessage {
  readonly reference: string;
  readonly channel: Channel;
  readonly personId: string;
  readonly timeZone: string;
  readonly acceptedAt: Instant;
  readonly notices: readonly SentNotice[];
}

/** What the running system's own read model says of a loan at a month's end. */
export interface PlayedMonthEnd {
  readonly loanId: string;
  readonly asOf: PlainDate;
  readonly openInstalments: number;
  readonly overdueDays: number;
  readonly overdueAmountMinor: number;
}

/** What the journals say of partners, a line each: who was marked when and by whose claims; which claims nothing waited for. */
export interface PlayedPartners {
  readonly marks: readonly string[];
  readonly leftBehind: readonly string[];
}

/** References by provider, as its own ledger has them, as often as they stand there. */
export type Ledgers = Readonly<Record<Channel, readonly string[]>>;

export interface TapeRun {
  readonly messages: readonly SentMessage[];
  /** Messages that nobody took: status, channel, template and code → how many. */
  readonly notTaken: Readonly<Record<string, number>>;
  readonly monthEnds: readonly PlayedMonthEnd[];
  readonly partners: PlayedPartners;
  readonly ledgers: Ledgers;
  /** Type of outcome → rows. */
  readonly journal: Readonly<Record<string, number>>;
  readonly stuck: readonly string[];
  readonly seconds: { readonly takeIn: number; readonly play: number };
}

export async function playTape(world: TapeWorld, folder: string): Promise<TapeRun> {
  const { db } = world.running;
  const begun = performance.now();
  await world.takeIn(folder);
  const takenIn = performance.now();
  const monthEnds: PlayedMonthEnd[] = [];
  for (const asOf of MONTH_ENDS) {
    // 23:59 lender time: the month's last day is over but for a minute, and the outboxes are empty.
    await world.playTo(`${asOf}T15:59:00.000Z`);
    monthEnds.push(...(await monthEnd(db, asOf)));
  }
  const played = performance.now();
  return {
    messages: await messages(db),
    notTaken: await counts(
      db,
      `select concat_ws(' ', status, channel, template, code) as name, count(*) from outbox where accepted_at is null group by 1`,
    ),
    monthEnds,
    partners: await partners(db),
    ledgers: await ledgers(world),
    journal: await counts(db, 'select type as name, count(*) from journal group by 1'),
    stuck: (await db.rows<{ id: string }>('select id from case_file where stuck is not null')).map(({ id }) => id),
    seconds: { takeIn: (takenIn - begun) / 1000, play: (played - takenIn) / 1000 },
  };
}

/** As of the end of the day: what is due before it and open. */
function monthEnd(db: Db, asOf: PlainDate): Promise<PlayedMonthEnd[]> {
  return db.rows<PlayedMonthEnd>(
    `select v.loan_id as "loanId", $1::text as "asOf", count(o.item)::int as "openInstalments",
            case when v.written_off_on <= $1::date then 0 else coalesce($1::date - min(o.due_on), 0) end as "overdueDays",
            coalesce(sum(o.open_minor), 0)::bigint as "overdueAmountMinor"
       from loan_view v left join open_item o on o.case_id = v.case_id and o.due_on < $1::date
      group by v.loan_id, v.written_off_on order by v.loan_id`,
    [asOf],
  );
}

async function messages(db: Db): Promise<SentMessage[]> {
  return db.rows<SentMessage>(
    `select o.reference, o.channel, o.person_id as "personId", p.time_zone as "timeZone", o.accepted_at as "acceptedAt",
            json_agg(json_build_object('loanId', split_part(n.case_id, '/', 2), 'step', n.step, 'channel', o.channel,
              'occurrence', j.body->>'occurrence', 'on', j.body->>'on', 'reference', o.reference) order by n.key) as notices
       from outbox o join person p on p.id = o.person_id join notice n on n.outbox_id = o.id and not n.cancelled
       left join journal j on j.case_id = n.case_id and j.type = 'noticeDecided' and j.body->>'key' = n.key
      where o.accepted_at is not null group by o.id, p.id order by o.id`,
  );
}

async function partners(db: Db): Promise<PlayedPartners> {
  const lines = async (sql: string): Promise<string[]> =>
    (await db.rows<{ line: string }>(sql)).map(({ line }) => line);
  const tail = `j.body->'partner'->>'partnerId', j.body->>'on'`;
  return {
    marks: await lines(
      `select concat_ws(' ', j.body->>'on', substr(j.case_id, 9), string_agg(split_part(c.id, '/', 2), ' ' order by c.id collate "C")) as line
         from journal j cross join jsonb_array_elements_text(j.body->'claims') as c(id)
        where j.type = 'partnerMarked' group by j.case_id, j.seq, j.body`,
    ),
    leftBehind: await lines(
      `select concat_ws(' ', substr(j.case_id, 6), j.body->>'step', j.body->>'occurrence', 'passedOver', ${tail}) as line
         from journal j where j.type = 'stepRefused' and j.body->>'code' = 'PARTNER_NOT_PERFORMING'
       union all
       select concat_ws(' ', substr(j.case_id, 6), o.body->>'step', o.body->>'occurrence', 'notAwaited', ${tail}) as line
         from journal j
         join journal o on o.case_id = j.case_id and o.type = 'trackOpened' and o.body->>'trackId' = j.body->>'trackId'
        where j.type = 'claimNotAwaited'`,
    ),
  };
}

async function counts(db: Db, sql: string): Promise<Record<string, number>> {
  const rows = await db.rows<{ name: string; count: number }>(sql);
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

async function ledgers({ embedded, home }: TapeWorld): Promise<Ledgers> {
  const texts = await ask<{ statusCallback: string | null }>(embedded.smsUrl);
  const mails = await ask<{ messageId: string | null }>(embedded.mailboxUrl);
  const manifest = join(home, 'letters', 'manifest.jsonl');
  const letters = existsSync(manifest) ? (await readFile(manifest, 'utf8')).trim().split('\n').filter(Boolean) : [];
  return {
    sms: texts.map(({ statusCallback }) => new URL(statusCallback ?? 'none:').searchParams.get('reference') ?? ''),
    email: mails.map(({ messageId }) => /^<(.+)@/.exec(messageId ?? '')?.[1] ?? ''),
    letter: letters.map((line) => (JSON.parse(line) as { readonly reference: string }).reference),
  };
}

async function ask<T>(url: string): Promise<T[]> {
  const answer = await fetch(`${url}/api/messages?limit=1000000`);
  return ((await answer.json()) as { readonly messages: T[] }).messages;
}
