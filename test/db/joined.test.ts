import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelNotice, queueNotice } from '../../db/joined.ts';
import { mayJoin } from '../../domain/tone.ts';
import { lineOf, noon, personOf, savePeople, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  await savePeople(world, personOf('P1'));
});

/** Queues one notice a template, each of a loan of its own: `template`, `template:rank` or `template:rank:attach`. */
async function queued(...notices: readonly string[]): Promise<string[]> {
  for (const [at, notice] of notices.entries()) {
    const [template = '', rank = String(at), attach] = notice.split(':');
    await world.db.tx((q) =>
      queueNotice(q, {
        ...{ key: `K${at}`, caseId: `loan/L${at}`, step: template, personId: 'P1', channel: 'letter', template },
        ...{ rank: Number(rank), mustReach: false, notBefore: noon, reference: `R${at}` },
        line: lineOf(`L${at}`) as never,
        ...(attach === undefined ? {} : { attach }),
      }),
    );
  }
  return messages();
}

/** `template: loans` of each message that is queued. */
async function messages(): Promise<string[]> {
  const rows = await world.db.rows<{ said: string }>(
    `select o.template || ': ' || string_agg(n.line->>'loanId', ' ' order by n.key) as said
       from outbox o join notice n on n.outbox_id = o.id and not n.cancelled
      where o.status = 'queued' group by o.id order by o.id`,
  );
  return rows.map(({ said }) => said);
}

it.each([
  [['overdue1', 'overdue2', 'collectionLetter'], ['collectionLetter: L0 L1 L2']],
  [
    ['collectionLetter', 'finalLetter'],
    ['collectionLetter: L0', 'finalLetter: L1'],
  ],
  [
    ['finalLetter:9', 'collectionLetter:1'],
    ['finalLetter: L0', 'collectionLetter: L1'],
  ],
  [
    ['overdue1:1', 'finalLetter:9', 'overdue2:2', 'lawyerLetter:10'],
    ['overdue2: L0 L2', 'lawyerLetter: L1 L3'],
  ],
  [
    ['overdue1:1', 'overdue2:2:finalLetter', 'overdue1:3:collectionLetter', 'finalLetter:9'],
    ['overdue1: L0 L2', 'finalLetter: L1 L3'],
  ],
])('of %j no loan is threatened that has not got there itself', async (notices, expected) => {
  expect(await queued(...notices)).toEqual(expected);
});

it('what is left of a message after a notice is taken out speaks as its own highest rung does', async () => {
  await queued('finalLetter:9', 'collectionLetter:1', 'lawyerLetter:10');
  await world.db.tx((q) => cancelNotice(q, 'K2'));
  expect(await messages()).toEqual(['finalLetter: L0', 'collectionLetter: L1']);
});

it('words of courts join their like, and milder words theirs', () => {
  expect(mayJoin({ template: 'finalLetter' }, { template: 'lawyerLetter' })).toBe(true);
  expect(mayJoin({ template: 'overdue1' }, { template: 'collectionLetter' })).toBe(true);
  expect(mayJoin({ template: 'lawyerLetter' }, { template: 'collectionLetter' })).toBe(false);
  expect(mayJoin({ template: 'preDue' }, { template: 'finalLetter' })).toBe(false);
});

describe('demands on a guarantor of several loans', () => {
  /** `L0:borrower:respondBy:template:currency` queued in turn for P1, who guarantees them all. */
  async function demanded(...loans: readonly string[]): Promise<string[]> {
    for (const loan of loans) {
      const [id = '', borrowerName = 'P2', respondBy = '2025-04-20', template = 'guarantorNotice', currency = 'CNY'] =
        loan.split(':');
      const people = { borrowerName, guarantorName: 'P1' };
      const line = { ...lineOf(id), currency, people, together: true, fields: { respondBy, claimAmount: '10.00' } };
      await world.db.tx((q) =>
        queueNotice(q, {
          ...{ key: `K${id}`, caseId: `loan/${id}`, step: 'g', personId: 'P1', channel: 'letter', template },
          ...{ rank: 5, mustReach: false, notBefore: noon, reference: `R${id}`, line: line as never },
        }),
      );
    }
    return messages();
  }

  it.each([
    ['of one borrower', ['L0', 'L1'], ['guarantorNotice: L0 L1']],
    ['of different borrowers', ['L0:P2', 'L1:P3', 'L2:P4'], ['guarantorNotice: L0 L1 L2']],
    ['by different days', ['L0', 'L1:P2:2025-04-21'], ['guarantorNotice: L0', 'guarantorNotice: L1']],
    [
      'in other words',
      ['L0', 'L1:P2:2025-04-20:guarantorRemainder'],
      ['guarantorNotice: L0', 'guarantorRemainder: L1'],
    ],
    [
      'in another currency',
      ['L0', 'L1:P2:2025-04-20:guarantorNotice:USD'],
      ['guarantorNotice: L0', 'guarantorNotice: L1'],
    ],
  ])('%s', async (_, loans, expected) => {
    expect(await demanded(...loans)).toEqual(expected);
  });

  it('never join what they owe themselves', async () => {
    await queued('overdue1');
    expect(await demanded('L7')).toEqual(['overdue1: L0', 'guarantorNotice: L7']);
  });
});
