// What becomes known about contact with a person is written down once, folded, and told to everybody who may contact them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contactLog } from '../../db/contactLog.ts';
import { contactFacts, optOut, recordContactFact } from '../../db/contactFact.ts';
import type { NewContactFact } from '../../db/contactFact.ts';
import { personFacts } from '../../db/person.ts';
import { openDb, sqlState } from '../../db/pool.ts';
import type { ContactFactContent } from '../../domain/contactState.ts';
import { factsOf, noon, openCase, personOf, savePeople, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  await savePeople(world, personOf('P1'), personOf('P2'));
});

const fact = (id: string, content: ContactFactContent, more: Partial<NewContactFact> = {}): NewContactFact => ({
  ...{ id, personId: 'P1', actor: 'li;collector', at: noon, content },
  ...more,
});
const record = (one: NewContactFact) => world.db.tx((q) => recordContactFact(q, one));
const dispute: ContactFactContent = { kind: 'held', hold: 'dispute' };
const contactOf = async (id = 'P1') => (await personFacts(world.db, [id]))[0]?.contact;

describe('a fact about contact', () => {
  it('stands once: the same again changes nothing, other content under its id is refused', async () => {
    await openCase(world.db, 'loan/A', ['P1']);
    expect(await record(fact('F1', dispute))).toEqual({ kind: 'recorded', woken: ['loan/A'] });
    expect(await record(fact('F1', dispute))).toEqual({ kind: 'duplicate' });
    expect(await record(fact('F1', { kind: 'held', hold: 'hardship' }))).toEqual({ kind: 'reused' });
    expect(await record(fact('F1', dispute, { personId: 'P2' }))).toEqual({ kind: 'reused' });
    expect(await contactOf()).toEqual({ holds: [{ id: 'F1', kind: 'dispute', from: noon }] });
    expect(await factsOf(world.db)).toEqual(['loan/A contactChanged']);
  });

  it('of a person nobody knows is no fact', async () => {
    expect(await record(fact('F1', dispute, { personId: 'P9' }))).toEqual({ kind: 'unknown' });
    expect(await contactFacts(world.db, 'P9', 10)).toEqual([]);
  });

  it('that does not fit stands as refused, changes nothing, and is refused again', async () => {
    await record(fact('F1', dispute));
    const refused = { kind: 'refused', code: 'HOLD_OVERLAPS' };
    expect(await record(fact('F2', dispute))).toMatchObject(refused);
    expect(await record(fact('F2', dispute))).toMatchObject(refused);
    expect((await contactFacts(world.db, 'P1', 10)).map(({ id, refused: why }) => [id, why?.code])).toEqual([
      ['F2', 'HOLD_OVERLAPS'],
      ['F1', undefined],
    ]);
    expect(await contactOf()).toMatchObject({ holds: [{ id: 'F1' }] });
  });

  it('is told to every open case that may contact the person: debtor, guarantor, and whom a track is about', async () => {
    await openCase(world.db, 'loan/A', ['P1']);
    await openCase(world.db, 'loan/B', ['P2']);
    await openCase(world.db, 'loan/C', ['P2']);
    await openCase(world.db, 'claim/C/1', ['P2']);
    await openCase(world.db, 'loan/D', ['P1'], true);
    await world.db.run(`update case_file set state = '{"terms":{"guarantorId":"P1"}}' where id = 'loan/B'`);
    await world.db.run(`update case_file set state = '{"terms":{"partnerId":"P1"}}' where id = 'claim/C/1'`);
    expect(await record(fact('F1', dispute))).toEqual({
      ...{ kind: 'recorded', woken: ['claim/C/1', 'loan/A', 'loan/B'] },
    });
  });

  it('STOP and START are folded by when they were said, not by when they arrive', async () => {
    const later = '2025-04-05T05:00:00.000Z';
    await record(fact('START', { kind: 'consented', channels: ['sms'], given: true }, { at: later }));
    await world.db.tx((q) => optOut(q, { personId: 'P1', channel: 'sms', source: 'SM1', at: noon }));
    expect(await contactOf()).toEqual({ consents: { sms: 'given' } });
    expect((await personFacts(world.db, ['P1']))[0]?.optedOut).toEqual([]);
    const log = (await contactLog(world.db, ['P1'])).get('P1');
    expect(log?.map(({ result }) => result)).toEqual(['STOP', 'START']);
  });

  it.each([`update contact_fact set content = '{}'`, 'delete from contact_fact', 'truncate contact_fact'])(
    'is append-only: "%s" is refused to the application and to the owner',
    async (sql) => {
      await record(fact('F1', dispute));
      const owner = openDb({ url: world.url, as: 'owner', poolSize: 1 });
      const codeOf = (error: unknown): string | null => sqlState(error);
      try {
        expect(await world.db.run(sql).then(() => null, codeOf)).toBe('42501');
        expect(await owner.run(sql).then(() => null, codeOf)).toBe('P0001');
      } finally {
        await owner.close();
      }
    },
  );
});
