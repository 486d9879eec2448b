import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDocument, saveDocuments } from '../../db/document.ts';
import { markFailed, optOut, recordContactFact } from '../../db/contactFact.ts';
import { forgetPerson, personFacts, PersonForgotten, personsByPhone, readPerson, savePerson } from '../../db/person.ts';
import { createSealer } from '../../db/seal.ts';
import { noon, personOf, savePeople, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

const fields = { name: '王小明', phone: '+8613912345678', email: 'wang@example.com', address: '北京市东城区 1 号' };

describe('a person', () => {
  it('is read back as saved, and nothing personal stands in the row', async () => {
    await savePeople(world, personOf('P1', fields));
    expect(await readPerson(world.db, world.sealer, 'P1')).toEqual({ kind: 'open', person: personOf('P1', fields) });
    const row = JSON.stringify(
      await world.db.rows('select p, k from person p join person_key k on k.person_id = p.id'),
    );
    for (const value of Object.values(fields)) expect(row).not.toContain(value);
  });

  it('saved again keeps the key, the opt-outs and the failed channels', async () => {
    await savePeople(world, personOf('P1'));
    await optOut(world.db, { personId: 'P1', channel: 'sms', source: 'M0', at: noon });
    await markFailed(world.db, { personId: 'P1', channel: 'email', source: 'M1', at: noon });
    const key = await world.db.row('select wrapped from person_key');
    await savePeople(world, personOf('P2'), personOf('P1', { name: 'Other' }));
    expect(await world.db.row(`select wrapped from person_key where person_id = 'P1'`)).toEqual(key);
    const { id: P3, kind, language, timeZone, name, phone } = personOf('P3');
    await savePeople(world, { id: P3, kind, language, timeZone, name, ...(phone === undefined ? {} : { phone }) });
    expect(await personFacts(world.db, ['P3', 'P1', 'P0'])).toEqual([
      {
        ...{ id: 'P1', kind: 'person', language: 'en', timeZone: 'Asia/Shanghai' },
        ...{ channels: ['sms', 'call', 'email', 'letter', 'visit'], optedOut: ['sms'], failed: ['email'] },
        contact: { consents: { sms: 'withdrawn' }, failed: ['email'] },
        known: ['name', 'email', 'phone', 'address'],
      },
      {
        ...{ id: 'P3', kind: 'person', language: 'en', timeZone: 'Asia/Shanghai' },
        ...{ channels: ['sms', 'call'], optedOut: [], failed: [], contact: {} },
        known: ['name', 'phone'],
      },
    ]);
  });

  it('is marked once, and usable again when corrected', async () => {
    await savePeople(world, personOf('P1'));
    const failure = { personId: 'P1', channel: 'sms', source: 'M1', at: noon } as const;
    expect(await markFailed(world.db, failure)).toBe(true);
    expect(await markFailed(world.db, { ...failure, source: 'M2' })).toBe(false);
    const content = { kind: 'corrected', channels: ['sms', 'call'], mark: 'x' } as const;
    await recordContactFact(world.db, { id: 'F1', personId: 'P1', actor: 'li:collector', at: noon, content });
    expect((await personFacts(world.db, ['P1']))[0]?.failed).toEqual([]);
  });

  it('is found by the number, with everybody who shares it', async () => {
    await savePeople(world, personOf('P1', fields), personOf('P2'), personOf('P3', { phone: fields.phone }));
    expect(await personsByPhone(world.db, world.sealer, fields.phone)).toEqual(['P1', 'P3']);
    expect(await personsByPhone(world.db, world.sealer, '+100000000')).toEqual([]);
  });

  it('saved by two imports at once opens under the one key', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `R${n}`);
    const save = (order: readonly string[]): Promise<void> => savePeople(world, ...order.map((id) => personOf(id)));
    await Promise.all([save(ids), save(ids.toReversed()), save(ids)]);
    for (const id of ids) expect(await readPerson(world.db, world.sealer, id)).toMatchObject({ kind: 'open' });
  });

  it('a thousand are saved within two seconds', async () => {
    const started = performance.now();
    await savePeople(world, ...Array.from({ length: 1000 }, (_, n) => personOf(`P${n}`, fields)));
    expect(performance.now() - started).toBeLessThan(2000);
    expect(await readPerson(world.db, world.sealer, 'P999')).toMatchObject({ kind: 'open' });
  });
});

describe('seals', () => {
  it('a ciphertext in another field, or of another person, does not open', async () => {
    await savePeople(world, personOf('P1', fields), personOf('P2'));
    const swapped = `update person set sealed = sealed || jsonb_build_object('name', sealed->'email') where id = 'P1'`;
    await world.db.run(swapped);
    await expect(readPerson(world.db, world.sealer, 'P1')).rejects.toThrow('SEAL_BROKEN');
    await world.db.run(`update person set sealed = (select sealed from person where id = 'P1') where id = 'P2'`);
    await expect(readPerson(world.db, world.sealer, 'P2')).rejects.toThrow('SEAL_BROKEN');
  });

  it('a key of another person, or under another master key, does not open', async () => {
    await savePeople(world, personOf('P1'), personOf('P2'));
    const other = createSealer(randomBytes(32).toString('base64'));
    await expect(readPerson(world.db, other, 'P1')).rejects.toThrow('SEAL_BROKEN');
    await world.db.run(`update person_key set wrapped = (select wrapped from person_key where person_id = 'P1')`);
    await expect(readPerson(world.db, world.sealer, 'P2')).rejects.toThrow('SEAL_BROKEN');
  });

  it('documents open only under their own id, with the hash of what was said', async () => {
    await savePeople(world, personOf('P1'));
    const { key, wrapped } = world.sealer.newKey('P1');
    await world.db.run('update person_key set wrapped = $1', [wrapped]);
    const documents = ['D1', 'D2'].map((id) => {
      return { id, personId: 'P1', kind: 'sms', content: Buffer.from(`text ${id}`), madeAt: noon, key };
    });
    await saveDocuments(world.db, world.sealer, documents);
    expect(await readDocument(world.db, world.sealer, 'D1')).toMatchObject({ kind: 'open', documentKind: 'sms' });
    await world.db.run(`update document set sealed = (select sealed from document where id = 'D1') where id = 'D2'`);
    await expect(readDocument(world.db, world.sealer, 'D2')).rejects.toThrow('SEAL_BROKEN');
  });

  it.each(['', 'c2hvcnQ=', randomBytes(31).toString('base64')])('a master key of %s is refused', (key) => {
    expect(() => createSealer(key)).toThrow('MASTER_KEY_INVALID');
  });
});

describe('a forgotten person', () => {
  it('answers FORGOTTEN, stays forgotten, and leaves no mark of the number', async () => {
    await savePeople(world, personOf('P1', fields));
    expect(await forgetPerson(world.db, 'P1')).toBe(true);
    expect(await readPerson(world.db, world.sealer, 'P1')).toEqual({ kind: 'FORGOTTEN' });
    expect(await personsByPhone(world.db, world.sealer, fields.phone)).toEqual([]);
    await expect(world.db.tx((q) => savePerson(q, world.sealer, personOf('P1')))).rejects.toThrow(PersonForgotten);
    expect(await forgetPerson(world.db, 'P1')).toBe(false);
    expect(await readPerson(world.db, world.sealer, 'nobody')).toBeNull();
  });
});
