import { describe, expect, it } from 'vitest';
import { DEFAULT_CIRCUMSTANCES } from '../../domain/circumstanceRules.ts';
import type { CircumstanceRules } from '../../domain/circumstanceRules.ts';
import type { Circumstance } from '../../domain/circumstanceState.ts';
import { claimStatement } from '../../domain/claimStatement.ts';
import { foldLoan } from '../../domain/loanFold.ts';
import type { LoanTerms } from '../../domain/loanState.ts';
import type { Step } from '../../domain/policy.ts';
import type { Posting } from '../../domain/posting.ts';
import { contractOf, due, pay, reverse } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { CALL, CLAIM, PEOPLE, notify, policyOf, reminder, rung, someone, termsOf } from './support/loanWorld.ts';

const BOB = { id: 'bob', role: 'supervisor', authenticated: true };
const documents = [{ id: 'evidence/L1/order/aaaa', kind: 'order', sha256: 'a'.repeat(64) }];
const contract = contractOf(due(1, '2025-02-05', { principal: 100_000 }), due(2, '2025-03-05', { principal: 100_000 }));
const ladder: readonly Step[] = [
  rung('first', 1),
  rung('call', 5, { action: CALL }),
  rung('dealer', 9, { action: CLAIM }),
  rung('later', 30),
];

function life(rules: Partial<CircumstanceRules> = {}, more: Partial<LoanTerms> = {}): LoanLife {
  const circumstances = { ...DEFAULT_CIRCUMSTANCES, ...rules };
  return new LoanLife({
    policy: policyOf({ ladder: [...ladder], reminders: [reminder('remind', -3)], circumstances }),
    terms: termsOf(contract, { guarantorId: null, ...more }),
    people: { ...PEOPLE, executor: someone('executor'), administrator: someone('administrator', ['email'], 'partner') },
  });
}

const report = (loan: LoanLife, kind: string, party = 'debtor'): unknown =>
  loan.command('reportCircumstance', { kind, party, source: 'thirdParty', documents: [] });
const verify = (loan: LoanLife, more: object = {}): unknown =>
  loan.command('verifyCircumstance', { circumstance: 'L1/circumstance/1', documents, ...more }, BOB);
const accepted = { happenedOn: '2025-02-10', announcedOn: '2025-02-12', claimBy: '2025-03-20' };

describe('a death that is reported', () => {
  it('stops every step towards the person at once, and asks for a second word; the case on the desk is closed', () => {
    const loan = life().at('2025-02-11', '11:00');
    report(loan, 'death');
    expect(loan.at('2025-02-19', '11:00').since('2025-02-10')).toEqual([
      '2025-02-10 10:00 task call by 2025-02-13',
      '2025-02-11 11:00 death of debtor reported',
      '2025-02-11 11:00 task closed noLongerNeeded',
      '2025-02-11 11:00 task circumstanceVerify by 2025-02-18',
      '2025-02-19 10:00 escalated to creditHead',
    ]);
  });

  it('takes a call that lies with a supervisor off the desk too', () => {
    const loan = life().at('2025-02-14', '11:00');
    expect(Object.values(loan.loan.tasks)).toMatchObject([{ step: 'call', escalatedOn: '2025-02-13' }]);
    report(loan, 'death');
    expect(loan.loan.tasks).toEqual({});
  });

  it('and verified lets steps towards the dead be passed over, and claims on others go on', () => {
    const loan = life().at('2025-02-11', '11:00');
    report(loan, 'death');
    verify(loan, { happenedOn: '2025-02-08' });
    expect(loan.at('2025-02-20', '11:00').since('2025-02-11')).toEqual([
      '2025-02-11 11:00 death of debtor reported',
      '2025-02-11 11:00 task closed noLongerNeeded',
      '2025-02-11 11:00 task circumstanceVerify by 2025-02-18',
      '2025-02-11 11:00 death verified, 2025-02-08, claims until 2025-08-10',
      '2025-02-11 11:00 task closed verified',
      '2025-02-11 11:00 task circumstanceClaim by 2025-08-10',
      '2025-02-11 11:00 call refused DECEASED by circumstances.death',
      '2025-02-14 10:00 claim/L1/1 opened by dealer',
    ]);
  });

  it('and refuted leaves no harm: what was cancelled is planned anew', () => {
    const loan = life().at('2025-02-11', '11:00');
    report(loan, 'death');
    loan.at('2025-02-13').command('refuteCircumstance', { circumstance: 'L1/circumstance/1', reason: 'namesake' }, BOB);
    expect(loan.at('2025-02-14').since('2025-02-13')).toEqual([
      '2025-02-13 09:00 death refuted',
      '2025-02-13 09:00 task closed refuted',
      '2025-02-13 10:00 task call by 2025-02-16',
    ]);
  });

  it('and found to be a mistake after all plans the steps that were passed over anew, under keys of their own', () => {
    const loan = life().at('2025-02-05', '11:00');
    report(loan, 'death');
    verify(loan, { happenedOn: '2025-02-04' });
    loan.at('2025-02-07', '11:00');
    expect(loan.story.at(-1)).toBe('2025-02-06 10:00 first refused DECEASED by circumstances.death');
    loan.command('endCircumstance', { circumstance: 'L1/circumstance/1', ending: 'mistaken', documents }, ANN);
    expect(loan.since('2025-02-07')).toEqual([
      '2025-02-07 11:00 death ended mistaken',
      '2025-02-07 11:00 task closed ended',
      '2025-02-07 11:00 first 2025-02-06 by sms',
    ]);
  });

  it('opens the claims that the policy names at once', () => {
    const loan = life({ death: { ...DEFAULT_CIRCUMSTANCES.death, opens: ['dealer'] } }).at('2025-02-07', '11:00');
    report(loan, 'death');
    verify(loan, { happenedOn: '2025-02-06' });
    expect(loan.story.at(-1)).toBe('2025-02-07 11:00 claim/L1/1 opened by dealer');
  });

  it('writes to the executor after the days of bereavement, once, with the claim as of the day of death', () => {
    const loan = life().at('2025-02-07', '11:00');
    report(loan, 'death');
    verify(loan, { happenedOn: '2025-02-06' });
    const named = { circumstance: 'L1/circumstance/1', personId: 'executor', capacity: 'executor', documents };
    loan.command('nameRepresentative', named);
    loan.at('2025-05-01');
    const letters = loan.outcomes.filter(
      ({ outcome }) => outcome.type === 'noticeDecided' && outcome.step === 'estateClaim',
    );
    expect(letters.map(({ at }) => at)).toEqual(['2025-03-08T02:00:00.000Z']);
    expect(letters[0]?.outcome).toMatchObject({
      ...{ personId: 'executor', template: 'estateClaim', channel: 'email' },
      line: {
        fields: { claimAmount: '2000.00', claimOn: '2025-02-06', respondBy: '2025-08-06' },
        people: { borrowerName: 'debtor' },
      },
    });
  });
});

describe('a bankruptcy', () => {
  it('that is verified asks for the claim, alarms before its last day, and records that none was registered', () => {
    const loan = life().at('2025-02-12', '11:00');
    report(loan, 'bankruptcy');
    verify(loan, accepted);
    const story = loan
      .at('2025-03-25')
      .since('2025-02-13')
      .filter((line) => !line.includes('claim/L1/1'));
    expect(story).toEqual([
      '2025-03-02 10:00 remind refused IN_BANKRUPTCY by circumstances.bankruptcy',
      '2025-03-05 10:00 escalated to creditHead',
      '2025-03-15 10:00 escalated to riskHead',
      '2025-03-21 10:00 no claim by 2025-03-20',
    ]);
  });

  it('is claimed in as of its acceptance, keeps the right while it lasts, and the ladder goes on when it is dismissed', () => {
    const loan = life().at('2025-02-12', '11:00');
    report(loan, 'bankruptcy');
    verify(loan, accepted);
    loan.at('2025-02-20', '11:00').command('registerClaim', { circumstance: 'L1/circumstance/1', documents });
    expect(loan.since('2025-02-20')).toEqual([
      '2025-02-20 11:00 claim of 200000 as of 2025-02-10 registered',
      '2025-02-20 11:00 debtor suit on 2025-02-20 keeps the right',
      '2025-02-20 11:00 task closed claimed',
    ]);
    const ended = { circumstance: 'L1/circumstance/1', ending: 'dismissed', documents };
    expect(loan.command('endCircumstance', ended, BOB)).toMatchObject({ code: 'SAME_PERSON' });
    loan.command('endCircumstance', ended);
    expect(loan.since('2025-02-20').slice(4)).toEqual([
      '2025-02-20 11:00 bankruptcy ended dismissed',
      '2025-02-20 11:00 suit over on 2025-02-20',
      '2025-02-20 11:00 task call by 2025-02-23',
    ]);
  });

  it('of the dealer lets the claim on it stand still, and go on when it is dismissed', () => {
    const loan = life().at('2025-02-17', '11:00');
    expect(loan.story.at(-1)).toBe('2025-02-16 10:00 claim/L1/1 opened by dealer');
    report(loan, 'bankruptcy', 'dealer');
    verify(loan, { ...accepted, claimBy: '2025-03-30' });
    expect(loan.loan.tracks['claim/L1/1']?.told).toEqual(['suspended']);
    loan.command('endCircumstance', { circumstance: 'L1/circumstance/1', ending: 'dismissed', documents });
    expect(loan.loan.tracks['claim/L1/1']?.told).toEqual([]);
  });
});

describe('fraud', () => {
  it('by a stolen identity stops everything as soon as it is reported, and gives the fraud desk a case', () => {
    const loan = life().at('2025-02-07', '11:00');
    report(loan, 'identityFraud');
    verify(loan);
    expect(loan.at('2025-03-10').since('2025-02-07')).toEqual([
      '2025-02-07 11:00 identityFraud of debtor reported',
      '2025-02-07 11:00 task circumstanceVerify by 2025-02-14',
      '2025-02-07 11:00 identityFraud verified, 2025-02-07',
      '2025-02-07 11:00 task closed verified',
      '2025-02-07 11:00 task fraudCase by 2025-02-28',
      '2025-03-01 10:00 escalated to riskHead',
    ]);
  });

  it('by the borrower goes to the fraud desk and opens what the policy names, and contact goes on', () => {
    const loan = life({ borrowerFraud: { ...DEFAULT_CIRCUMSTANCES.borrowerFraud, opens: ['dealer'] } });
    loan.at('2025-02-07', '11:00');
    report(loan, 'borrowerFraud');
    verify(loan);
    expect(loan.at('2025-02-10', '11:00').since('2025-02-07').slice(3)).toEqual([
      '2025-02-07 11:00 task closed verified',
      '2025-02-07 11:00 task fraudCase by 2025-02-28',
      '2025-02-07 11:00 claim/L1/1 opened by dealer',
      '2025-02-10 10:00 task call by 2025-02-13',
    ]);
  });
});

it('what was opened at once stands when money is taken back: it waited for no day of arrears', () => {
  const borrowerFraud = { ...DEFAULT_CIRCUMSTANCES.borrowerFraud, opens: ['dealer'] };
  const serious = rung('dealer', 9, { action: CLAIM, when: { consecutiveMissedAtLeast: 3 } });
  const loan = new LoanLife({
    policy: policyOf({ ladder: [serious], circumstances: { ...DEFAULT_CIRCUMSTANCES, borrowerFraud } }),
    terms: termsOf(contract),
  }).at('2025-02-04');
  loan.post(pay('a', '2025-02-04', 20_000));
  loan.at('2025-02-07', '11:00');
  report(loan, 'borrowerFraud');
  verify(loan);
  loan.at('2025-02-08').post(reverse('r', 'a', '2025-02-08'));
  expect(loan.since('2025-02-07')).toContain('2025-02-07 11:00 claim/L1/1 opened by dealer');
  expect(loan.story.filter((line) => line.includes('dealer corrected'))).toEqual([]);
});

describe('another loan of the person', () => {
  const told = (status: Circumstance['status'], seq: number, more: Partial<Circumstance> = {}): Circumstance => ({
    ...{ id: 'L9/circumstance/1', kind: 'death', personId: 'debtor', source: 'family', reportedOn: '2025-02-07' },
    ...{ reportedBy: 'ann', status, seq, ...more },
  });

  it('reacts to what is told, and the latest word holds in whatever order words come', () => {
    const loan = life().at('2025-02-07', '11:00');
    const dead = told('verified', 8, { happenedOn: '2025-02-06', claimBy: '2025-08-06', verifiedOn: '2025-02-07' });
    loan.fact('circumstanceTold', { circumstance: dead });
    loan.fact('circumstanceTold', { circumstance: told('reported', 5) });
    expect(loan.at('2025-02-11').since('2025-02-07')).toEqual([
      '2025-02-07 11:00 told death verified',
      '2025-02-07 11:00 task circumstanceClaim by 2025-08-06',
      '2025-02-10 10:00 call refused DECEASED by circumstances.death',
    ]);
    expect(loan.command('endCircumstance', { circumstance: 'L9/circumstance/1' })).toMatchObject({
      code: 'NOT_REPORTED_HERE',
    });
    expect(loan.command('registerClaim', { circumstance: 'L9/circumstance/1', documents })).toMatchObject({ ok: true });
    loan.fact('circumstanceTold', { circumstance: { ...dead, seq: 9, status: 'ended', ending: 'mistaken' } });
    expect(loan.at('2025-02-12').loan.circumstances?.[0]).toMatchObject({ status: 'ended', claimedOn: '2025-02-11' });
  });
});

describe('what is said about a circumstance is refused', () => {
  const reported = (): LoanLife => {
    const loan = life().at('2025-02-12', '11:00');
    report(loan, 'bankruptcy');
    return loan;
  };
  it.each([
    ['verified by who reported it', 'verifyCircumstance', { ...accepted, documents }, ANN, 'SAME_PERSON'],
    ['verified without evidence', 'verifyCircumstance', accepted, BOB, 'EVIDENCE_MISSING'],
    ['verified without its day', 'verifyCircumstance', { documents }, BOB, 'DATE_INVALID'],
    [
      'with a last day too early',
      'verifyCircumstance',
      { ...accepted, claimBy: '2025-03-13', documents },
      BOB,
      'CLAIM_DAY_OUTSIDE',
    ],
    [
      'with a last day too late',
      'verifyCircumstance',
      { ...accepted, claimBy: '2025-05-13', documents },
      BOB,
      'CLAIM_DAY_OUTSIDE',
    ],
    ['refuted without a reason', 'refuteCircumstance', {}, BOB, 'REASON_MISSING'],
    [
      'ended before it is verified',
      'endCircumstance',
      { ending: 'dismissed', documents },
      BOB,
      'CIRCUMSTANCE_NOT_THERE',
    ],
    ['claimed in before it is verified', 'registerClaim', { documents }, BOB, 'NOTHING_TO_CLAIM'],
    [
      'of a representative too early',
      'nameRepresentative',
      { personId: 'x', capacity: 'administrator', documents },
      BOB,
      'CIRCUMSTANCE_NOT_THERE',
    ],
    ['reported again', 'reportCircumstance', { kind: 'bankruptcy', source: 'court' }, BOB, 'CIRCUMSTANCE_OPEN'],
    [
      'of a kind that does not exist',
      'reportCircumstance',
      { kind: 'moved', source: 'court' },
      BOB,
      'CIRCUMSTANCE_KIND_UNKNOWN',
    ],
    ['of nobody knows whom', 'reportCircumstance', { kind: 'death', source: 'rumour' }, BOB, 'SOURCE_UNKNOWN'],
    [
      'of a party that the loan does not have',
      'reportCircumstance',
      { kind: 'death', source: 'court', party: 'guarantor' },
      BOB,
      'PARTY_UNKNOWN',
    ],
    [
      'of the death of a company',
      'reportCircumstance',
      { kind: 'death', source: 'court', party: 'dealer' },
      BOB,
      'PARTY_DOES_NOT_FIT',
    ],
  ])('%s', (_name, type, content, actor, code) => {
    const loan = reported();
    const before = JSON.stringify(loan.loan);
    const answer = loan.command(type, { circumstance: 'L1/circumstance/1', ...content }, actor);
    expect(answer).toMatchObject({ ok: false, code });
    expect(JSON.stringify(loan.loan)).toBe(before);
  });
});

describe('a claim as of a day', () => {
  const parts = { principal: 100_000, interest: 3_100, fee: 500 };
  const terms = termsOf({
    ...contractOf(due(1, '2025-02-01', parts), due(2, '2025-03-01', parts), due(3, '2025-04-01', parts)),
  });
  const claim = (asOf: string, postings: readonly Posting[] = []): readonly number[] => {
    const state = foldLoan(null, { type: 'opened', terms, postings: [...postings] });
    const { principalMinor, interestMinor, feeMinor, totalMinor } = claimStatement(state, policyOf(), asOf);
    return [principalMinor, interestMinor, feeMinor, totalMinor];
  };
  it.each<[string, string, readonly Posting[], readonly number[]]>([
    ['on a due date is what is due by then and the whole principal', '2025-02-01', [], [300_000, 3_100, 500, 303_600]],
    ['between due dates adds the interest of the days, rounded down', '2025-02-15', [], [300_000, 4_650, 500, 305_150]],
    [
      'takes off what was received by then, whenever it was told',
      '2025-02-15',
      [pay('p', '2025-02-10', 103_600, '2025-06-01')],
      [200_000, 1_550, 0, 201_550],
    ],
    [
      'takes off nothing that came later',
      '2025-02-15',
      [pay('p', '2025-02-16', 103_600)],
      [300_000, 4_650, 500, 305_150],
    ],
    [
      'and nothing that was undone, whenever that was told',
      '2025-02-15',
      [pay('p', '2025-02-10', 103_600), reverse('r', 'p', '2025-06-01')],
      [300_000, 4_650, 500, 305_150],
    ],
  ])('%s', (_name, asOf, postings, amounts) => {
    expect(claim(asOf, postings)).toEqual(amounts);
  });
});

describe('steps towards a guarantor', () => {
  it('are passed over when the guarantor is bankrupt, and those towards the borrower go on', () => {
    const loan = new LoanLife({
      policy: policyOf({ ladder: [rung('g', 1, { action: notify(['sms'], 'guarantor') }), rung('d', 5)] }),
      terms: termsOf(contract),
    }).at('2025-02-05', '11:00');
    loan.command('reportCircumstance', { kind: 'bankruptcy', party: 'guarantor', source: 'court' });
    verify(loan, { happenedOn: '2025-02-05', claimBy: '2025-03-20' });
    expect(loan.at('2025-02-11').since('2025-02-06')).toEqual([
      '2025-02-06 10:00 g refused IN_BANKRUPTCY by circumstances.bankruptcy',
      '2025-02-10 10:00 d 2025-02-06 by sms',
    ]);
  });
});
