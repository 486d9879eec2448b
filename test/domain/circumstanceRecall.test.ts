import { describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/case.ts';
import { DEFAULT_CIRCUMSTANCES } from '../../domain/circumstanceRules.ts';
import type { Circumstance } from '../../domain/circumstanceState.ts';
import type { LoanTerms } from '../../domain/loanState.ts';
import type { World } from '../../domain/world.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import type { Setting } from './support/loanLife.ts';
import { CALL, notify, policyOf, rung, termsOf } from './support/loanWorld.ts';

const actor = (id: string, role: string): Actor => ({ id, role, authenticated: true });
const [bob, eve] = [actor('bob', 'creditHead'), actor('eve', 'riskHead')];
const sam = actor('sam', 'supervisor');
const paper = (kind: string): object => ({ id: `evidence/L1/${kind}/1`, kind, sha256: 'a'.repeat(64) });

/** Two instalments, the first on 5 February 2025, paid; so nothing is past due before March. */
const contract = contractOf(due(1, '2025-02-05', { principal: 100_000 }), due(2, '2025-06-05', { principal: 100_000 }));

function settingOf(callsIn: string | undefined, more: Partial<LoanTerms> = {}): Setting {
  const borrowerFraud = { ...DEFAULT_CIRCUMSTANCES.borrowerFraud, ...(callsIn === undefined ? {} : { callsIn }) };
  const ladder = [rung('call', 5, { action: CALL }), rung('guarantor', 9, { action: notify(['letter'], 'guarantor') })];
  return {
    policy: policyOf({ ladder, circumstances: { ...DEFAULT_CIRCUMSTANCES, borrowerFraud } }),
    terms: termsOf(contract, more),
  };
}

function deceived(callsIn: string | undefined, kinds: readonly string[] = ['fraudRecord']): LoanLife {
  const loan = new LoanLife(settingOf(callsIn)).at('2025-02-05');
  loan.post(pay('p', '2025-02-05', 100_000));
  loan.at('2025-02-20');
  loan.command('reportCircumstance', { kind: 'borrowerFraud', source: 'staff', documents: [] });
  loan.command('verifyCircumstance', { circumstance: 'L1/circumstance/1', documents: kinds.map(paper) }, sam);
  return loan;
}
const asked = (loan: LoanLife): string[] =>
  loan.since('2025-02-20').filter((line) => /recall|asks|L1.request/.test(line));

describe('a borrower’s fraud that is verified', () => {
  it('asks that the loan is called in, also where nothing is past due, and two people decide', () => {
    const loan = deceived('fraud');
    expect(asked(loan)).toEqual([
      '2025-02-20 09:00 recall on fraud: L1/request/1',
      '2025-02-20 09:00 asks acceleration L1/request/1',
    ]);
    expect(loan.loan.requests?.[0]).toMatchObject({
      ...{ kind: 'acceleration', terms: { ground: 'fraud' }, reason: 'L1/circumstance/1: borrowerFraud' },
      ...{ approval: { maker: 'recoup' }, documents: [paper('fraudRecord')] },
    });
    for (const who of [bob, eve]) loan.command('approveRequest', { request: 'L1/request/1' }, who);
    expect(loan.loan.accelerations).toMatchObject([{ ground: 'fraud', decidedOn: '2025-02-20' }]);
  });

  it('asks once, whatever is decided', () => {
    const loan = deceived('fraud');
    loan.command('rejectRequest', { request: 'L1/request/1', reason: 'not yet' }, bob);
    expect(asked(loan.at('2025-03-20')).filter((line) => line.includes('asks'))).toHaveLength(1);
  });

  it.each<[string, string | undefined, readonly string[], string[]]>([
    ['asks nothing where the policy says nothing', undefined, ['fraudRecord'], []],
    [
      'says why it cannot be asked where the ground wants other papers',
      'fraud',
      ['policeReport'],
      ['2025-02-20 09:00 recall on fraud: EVIDENCE_MISSING'],
    ],
    [
      'says so where the ground does not hold',
      'missedInstalments',
      ['fraudRecord'],
      ['2025-02-20 09:00 recall on missedInstalments: GROUND_GONE'],
    ],
  ])('%s', (_, callsIn, kinds, rows) => {
    expect(asked(deceived(callsIn, kinds).at('2025-02-25'))).toEqual(rows);
  });

  it('leaves alone what is asked already', () => {
    const loan = new LoanLife(settingOf('fraud')).at('2025-02-20');
    loan.command(
      'request',
      { kind: 'acceleration', terms: { ground: 'breach' }, reason: 'x', documents: [paper('breachRecord')] },
      bob,
    );
    loan.command('reportCircumstance', { kind: 'borrowerFraud', source: 'staff', documents: [] });
    loan.command('verifyCircumstance', { circumstance: 'L1/circumstance/1', documents: [paper('fraudRecord')] }, sam);
    expect(asked(loan)).toEqual([
      '2025-02-20 09:00 asks acceleration L1/request/1',
      '2025-02-20 09:00 recall on fraud: REQUEST_OPEN',
    ]);
  });

  it('takes back what was asked and is not decided when it was a mistake', () => {
    const loan = deceived('fraud');
    loan.command(
      'endCircumstance',
      { circumstance: 'L1/circumstance/1', ending: 'mistaken', documents: [paper('letter')] },
      eve,
    );
    expect(asked(loan).at(-1)).toBe('2025-02-20 09:00 L1/request/1 withdrawn: L1/circumstance/1 was not so');
  });

  it('is no ground while it is only reported, nor on a loan that owes nothing', () => {
    const loan = new LoanLife(settingOf('fraud')).at('2025-02-05');
    loan.command('reportCircumstance', { kind: 'borrowerFraud', source: 'staff', documents: [] });
    expect(asked(loan)).toEqual([]);
    loan.post(pay('p', '2025-02-05', 200_000));
    loan.command('verifyCircumstance', { circumstance: 'L1/circumstance/1', documents: [paper('fraudRecord')] }, sam);
    expect(loan.story.filter((line) => line.includes('recall'))).toEqual([]);
  });

  it('asks on every loan of the borrower that is told of it', () => {
    const loan = new LoanLife(settingOf('fraud')).at('2025-02-20');
    const circumstance = {
      ...{
        id: 'L9/circumstance/1',
        kind: 'borrowerFraud',
        personId: 'debtor',
        source: 'staff',
        reportedOn: '2025-02-07',
      },
      ...{ reportedBy: 'ann', status: 'verified', seq: 4, evidence: [paper('fraudRecord')] },
    };
    loan.fact('circumstanceTold', { circumstance });
    expect(asked(loan)).toContain('2025-02-20 09:00 recall on fraud: L1/request/1');
    loan.fact('circumstanceTold', { circumstance: { ...circumstance, seq: 6, status: 'ended', ending: 'handedOver' } });
    expect(loan.loan.circumstances?.[0]).toMatchObject({ status: 'ended', recall: 'L1/request/1' });
  });
});

const known = (personId: string, more: Partial<Circumstance> = {}): Circumstance => ({
  ...{ id: 'L9/circumstance/1', kind: 'death', personId, source: 'family', reportedOn: '2025-01-07', seq: 8 },
  ...{
    reportedBy: 'ann',
    status: 'verified',
    verifiedOn: '2025-01-09',
    happenedOn: '2025-01-06',
    claimBy: '2025-07-06',
  },
  ...more,
});

/** What the database knows of people who become parties. */
class Joining extends LoanLife {
  static known: readonly Circumstance[] = [];
  override get world(): World {
    return Joining.known.length === 0 ? super.world : { ...super.world, circumstances: Joining.known };
  }
  static with(circumstances: readonly Circumstance[], act: () => Joining): Joining {
    Joining.known = circumstances;
    const loan = act();
    Joining.known = [];
    return loan;
  }
}

describe('a loan that is started after a report', () => {
  const start = (circumstances: readonly Circumstance[]): Joining =>
    Joining.with(circumstances, () => new Joining(settingOf(undefined, { takenOverOn: '2025-02-01' })));

  it('knows of it from its first decision on, and reacts like those that ran before', () => {
    const loan = start([known('debtor')]);
    expect(loan.story).toEqual([
      '2025-02-01 06:00 told death verified',
      '2025-02-01 06:00 task circumstanceClaim by 2025-07-06',
    ]);
    expect(loan.at('2025-02-11').since('2025-02-02')).toEqual([
      '2025-02-10 10:00 call refused DECEASED by circumstances.death',
    ]);
  });

  it('waits for the second word of what is only reported, and hears it', () => {
    const loan = start([known('debtor', { status: 'reported' })]);
    expect(loan.at('2025-02-11').since('2025-02-02')).toEqual([]);
    const refuted = known('debtor', { status: 'refuted', seq: 9 });
    loan.fact('circumstanceTold', { circumstance: refuted });
    expect(loan.at('2025-02-12').since('2025-02-11')).toContain('2025-02-11 10:00 task call by 2025-02-14');
  });

  it('is told of its guarantor too, and of nobody who is no party', () => {
    expect(start([known('guarantor')]).loan.circumstances).toMatchObject([{ personId: 'guarantor' }]);
    expect(start([known('stranger')]).loan.circumstances).toBeUndefined();
  });

  it('is told once', () => {
    const loan = start([known('debtor')]);
    loan.fact('circumstanceTold', { circumstance: known('debtor') });
    expect(loan.story.filter((line) => line.includes('told death'))).toHaveLength(1);
  });
});

it('a guarantor who joins brings along what is known of them', () => {
  const loan = Joining.with([], () => new Joining(settingOf(undefined, { guarantorId: null }))).at('2025-02-02');
  Joining.with([known('new')], () => {
    loan.command(
      'provideSecurity',
      { guarantorId: 'new', documents: [paper('guarantorConsent')] },
      actor('wang', 'creditHead'),
    );
    return loan;
  });
  expect(loan.loan.terms.guarantorId).toBe('new');
  expect(loan.loan.circumstances).toMatchObject([{ personId: 'new', kind: 'death' }]);
});
