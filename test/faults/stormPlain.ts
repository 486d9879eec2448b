// The control arm: sending as it is written when nobody thinks of crashes. An activity reads the row, sends, then marks
// it sent; the engine tries again what it had no answer to. It must show duplicates, or the storm was no storm.
import type { ChannelAdapter } from '../../activities/channel.ts';
import type { Db } from '../../db/pool.ts';

/** The table of the control arm, beside the schema of the product. */
export const PLAIN_TABLE = `
  create table plain_sms (reference text primary key, phone text not null, sent boolean not null default false);
  grant select, update on plain_sms to recoup_app`;

export function createPlainActivities(db: Db, sms: ChannelAdapter<'sms'>) {
  return {
    async sendPlain(reference: string): Promise<void> {
      const row = await db.row<{ phone: string; sent: boolean }>(
        'select phone, sent from plain_sms where reference = $1',
        [reference],
      );
      if (row === null || row.sent) return;
      const message = { channel: 'sms', reference, to: row.phone, text: `A reminder. Ref ${reference}.` } as const;
      const result = await sms.send(message, AbortSignal.timeout(1_500));
      if (result.kind !== 'accepted') throw new Error(result.kind);
      await db.run('update plain_sms set sent = true where reference = $1', [reference]);
    },
  };
}

export type PlainActivities = ReturnType<typeof createPlainActivities>;
