import { describe, expect, it } from 'vitest';
import { legalAction } from '../../domain/legalAction.ts';
import { DEFAULT_LEGAL, OPEN_LEGAL } from '../../domain/legalRules.ts';
import type { LegalRules } from '../../domain/legalRules.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

const ann = person('ann');
const bob = person('bob', 'legalCounsel');
const cy = person('cy', 'collector');
const PAPER = (kind: string) => ({ id: `evidence/L1/${kind}/1`, kind, sha256: 'a'.repeat(64) });
const RULES: LegalRules = {
  ...DEFAULT_LEGAL,
  documents: [
    { kind: 'contract', title: { 'zh-CN': '合同', en: 'contract' } },
    { kind: 'statement', title: { 'zh-CN': '对账单', en: 'statement' } },
  ],
};
const PAPERS = [PAPER('contract'), PAPER('statement')];
const FILED = { stage: 'filed', court: '天河区人民法院', caseNumber: '(2025)粤0106民初1号', documents: PAPERS };

const early = (only = false): TrackLife =>
  new TrackLife(legalAction, ACTIONS.legal, { legal: RULES }).open(null, {
    ...{
      step: OPEN_LEGAL,
      occurrence: '1',
      oldestDueOn: '',
      asked: { by: 'cy', reason: 'assets are leaving' },
      early: true,
    },
    ...(only ? { only: 'preservation' } : {}),
  });

const frozen = (life: TrackLife, asset = 'bankDeposit'): TrackLife => {
  life.command('requestPreservation', cy, {
    asset,
    amount: '5.00',
    reason: 'moving money',
    documents: [PAPER('lead')],
  });
  life.command('approvePreservation', ann, { preservation: 'P1' });
  life.command('approvePreservation', bob, { preservation: 'P1' });
  life.command('recordPreservation', bob, { preservation: 'P1', what: 'ordered' });
  return life;
};

/** Approved, filed without a letter on 14 February. */
const filed = (): TrackLife => {
  const life = early().at('2025-02-12').approve(ann, person('eve', 'creditHead'));
  life.approve(bob).at('2025-02-14').command('prepareFiling', bob, { reason: 'no time for a letter' });
  life.command('recordStage', bob, FILED);
  return life;
};
const judged = (content = {}): TrackLife => {
  const life = filed();
  life.at('2025-05-10').command('recordStage', bob, { stage: 'served', on: '2025-03-03' });
  life.command('recordStage', bob, { stage: 'judged', result: 'for', amount: '20.00', costs: '1.50', ...content });
  return life;
};
const effective = (): TrackLife => {
  const life = judged();
  life.at('2025-05-26').command('recordStage', bob, { stage: 'judgmentServed' });
  life.at('2025-06-12').command('recordStage', bob, { stage: 'effective', on: '2025-06-11' });
  return life;
};

const since = (life: TrackLife, on: string): string[] => life.story.filter((line) => line >= on);

describe('preservation', () => {
  it('before a suit is requested, approved by two, ordered, and lost when no suit is filed within 30 days', () => {
    const life = frozen(early(true)).until('2025-04-01');
    expect(life.story).toEqual([
      '2025-02-10 10:00 opened',
      '2025-02-10 10:00 P1 requested: bankDeposit 500',
      '2025-02-10 10:00 task preservationApproval for legalCounsel by 2025-02-12',
      '2025-02-10 10:00 P1 approved by ann',
      '2025-02-10 10:00 P1 approved by bob, complete',
      '2025-02-10 10:00 task closed approved',
      '2025-02-10 10:00 P1 ordered 2025-02-10 until 2026-02-10',
      '2025-02-10 10:00 renewPreservation/1 by 2026-02-03',
      '2025-02-10 10:00 sueAfterPreservation/1 by 2025-03-12',
      '2025-02-20 10:00 task legalDeadline for legalCounsel by 2025-03-12',
      '2025-02-20 10:00 sueAfterPreservation/1 in 20 days',
      '2025-03-02 10:00 sueAfterPreservation/1 in 10 days',
      '2025-03-07 10:00 sueAfterPreservation/1 in 5 days',
      '2025-03-07 10:00 escalated to creditHead',
      '2025-03-13 10:00 sueAfterPreservation/1 lapsed',
      '2025-03-13 10:00 P1 lapsed',
      '2025-03-13 10:00 renewPreservation/1 dropped',
    ]);
    expect(life.track.status).toBe('preserving');
  });

  it('its 30 days go on through a hold of the loan', () => {
    const life = frozen(early(true));
    life.loan = { ...life.loan, hold: { reason: 'dispute', from: '2025-02-11', to: null } };
    life.until('2025-04-01');
    expect(since(life, '2025-03-13')).toContain('2025-03-13 10:00 sueAfterPreservation/1 lapsed');
  });

  it('stands when the suit is filed in time, is renewed before its end, and is reminded of long before', () => {
    const life = frozen(early(true)).at('2025-02-11');
    life.command('proposeSuit', cy, { reason: 'they do not answer' });
    life.approve(ann).approve(bob).command('prepareFiling', bob, { reason: '30 days' });
    life.at('2025-03-10').command('recordStage', bob, FILED);
    expect(life.track.legal?.deadlines?.find(({ kind }) => kind === 'sueAfterPreservation')?.status).toBe('met');
    life.at('2026-01-20').command('recordPreservation', bob, { preservation: 'P1', what: 'renewed', on: '2026-01-19' });
    expect(since(life, '2025-11-01')).toEqual([
      '2025-11-05 10:00 task legalDeadline for legalCounsel by 2026-02-03',
      '2025-11-05 10:00 renewPreservation/1 in 90 days',
      '2026-01-04 10:00 renewPreservation/1 in 30 days',
      '2026-01-20 10:00 P1 renewed until 2027-02-10',
      '2026-01-20 10:00 renewPreservation/1 met',
      '2026-01-20 10:00 task closed met',
      '2026-01-20 10:00 renewPreservation/2 by 2027-02-03',
    ]);
  });

  it('not renewed it lapses the day after its last', () => {
    const life = filed();
    frozen(life).until('2026-03-01');
    expect(since(life, '2026-01-25')).toEqual([
      '2026-01-28 10:00 renewPreservation/1 in 10 days',
      '2026-01-28 10:00 escalated to creditHead',
      '2026-02-04 10:00 renewPreservation/1 in 3 days',
      '2026-02-08 10:00 renewPreservation/1 lapsed',
      '2026-02-15 10:00 P1 lapsed',
      '2026-02-15 10:00 task closed dropped',
    ]);
  });

  it('by kind: movables two years, real estate three, or as the court says', () => {
    const until = (asset: string): unknown => frozen(early(true), asset).track.legal?.preservations?.[0]?.expiresOn;
    expect([until('bankDeposit'), until('movable'), until('realEstate')]).toEqual([
      '2026-02-10',
      '2027-02-10',
      '2028-02-10',
    ]);
  });

  it('keeps the legal action open until it is lifted, also when everything was paid', () => {
    const life = frozen(early(true)).at('2025-02-12').pay(100_000_000);
    life.arrearsEnd('nothing is outstanding any more');
    expect(life.command('withdraw', bob, { reason: 'paid' })).toMatchObject({ code: 'PRESERVATION_IN_FORCE' });
    life.at('2025-02-15').command('recordPreservation', bob, { preservation: 'P1', what: 'lifted', reason: 'paid' });
    expect(since(life, '2025-02-12')).toEqual([
      '2025-02-12 10:00 arrearsEnded',
      '2025-02-12 10:00 liftPreservation/1 by 2025-02-17',
      '2025-02-12 10:00 withdraw refused PRESERVATION_IN_FORCE',
      '2025-02-14 10:00 task legalDeadline for legalCounsel by 2025-02-17',
      '2025-02-14 10:00 liftPreservation/1 in 3 days',
      '2025-02-15 10:00 P1 lifted',
      '2025-02-15 10:00 liftPreservation/1 met',
      '2025-02-15 10:00 task closed met',
      '2025-02-15 10:00 renewPreservation/1 dropped',
      '2025-02-15 10:00 sueAfterPreservation/1 dropped',
      '2025-02-15 10:00 ended withdrawn',
    ]);
  });

  const refused: [what: string, content: object, code: string][] = [
    ['names no asset', { asset: 'boat' }, 'ASSET_UNKNOWN'],
    ['names no amount', { amount: undefined }, 'AMOUNT_NOT_DECIMAL'],
    ['gives no reason', { reason: ' ' }, 'REASON_MISSING'],
    ['says nowhere what exactly', { documents: [] }, 'DOCUMENTS_MISSING'],
  ];
  it.each(refused)('is refused when the request %s', (_what, content, code) => {
    const asked = { asset: 'movable', amount: '5.00', reason: 'r', documents: [PAPER('lead')], ...content };
    expect(early(true).command('requestPreservation', cy, asked)).toMatchObject({ ok: false, code });
  });

  it('is approved neither by who asked nor twice by the same, and not ordered before', () => {
    const life = early(true);
    life.command('requestPreservation', ann, {
      asset: 'movable',
      amount: '5.00',
      reason: 'r',
      documents: [PAPER('lead')],
    });
    const vote = (who = ann) => life.command('approvePreservation', who, { preservation: 'P1' });
    expect(vote()).toMatchObject({ code: 'SAME_PERSON' });
    expect(life.command('recordPreservation', bob, { preservation: 'P1', what: 'ordered' })).toMatchObject({
      code: 'NOT_APPROVED',
    });
    expect(vote(bob)).toMatchObject({ ok: true, approvalsMissing: 1 });
    expect(vote(bob)).toMatchObject({ code: 'SAME_PERSON' });
    expect(vote(cy)).toMatchObject({ code: 'ROLE_MISSING' });
    life.until('2025-02-13');
    expect(vote(person('eve', 'president'))).toMatchObject({ ok: true, approvalsMissing: 0 });
  });
});

describe('a suit', () => {
  it('goes from filing through service, judgment and the time to appeal to enforcement, each deadline with its owner', () => {
    const life = effective();
    life.at('2025-07-01').command('recordStage', bob, { stage: 'enforcement' });
    life.at('2025-12-20').command('recordStage', bob, { stage: 'terminated', reason: 'no assets found' });
    life.until('2026-07-10').command('recordStage', bob, { stage: 'enforcement', reason: 'a car was found' });
    expect(since(life, '2025-02-14')).toEqual([
      '2025-02-14 10:00 letter skipped',
      '2025-02-14 10:00 task filing for legal by 2025-02-24',
      '2025-02-14 10:00 task closed filed',
      '2025-02-14 10:00 filed',
      '2025-02-14 10:00 courtFee/1 by 2025-02-21',
      '2025-02-16 10:00 task legalDeadline for legalCounsel by 2025-02-21',
      '2025-02-16 10:00 courtFee/1 in 5 days',
      '2025-02-19 10:00 courtFee/1 in 2 days',
      '2025-02-19 10:00 escalated to creditHead',
      '2025-02-22 10:00 courtFee/1 lapsed',
      '2025-05-10 10:00 served',
      '2025-05-10 10:00 judged',
      '2025-05-26 10:00 judgmentServed',
      '2025-05-26 10:00 appeal/1 by 2025-06-10',
      '2025-05-31 10:00 task legalDeadline for legalCounsel by 2025-06-10',
      '2025-05-31 10:00 appeal/1 in 10 days',
      '2025-06-05 10:00 appeal/1 in 5 days',
      '2025-06-07 10:00 appeal/1 in 3 days',
      '2025-06-07 10:00 escalated to creditHead',
      '2025-06-11 10:00 appeal/1 lapsed',
      '2025-06-11 10:00 confirmEffect/1 by 2025-06-20',
      '2025-06-12 10:00 effective',
      '2025-06-12 10:00 task closed met',
      '2025-06-12 10:00 confirmEffect/1 met',
      '2025-06-12 10:00 performance/1 by 2025-06-23',
      '2025-06-12 10:00 applyEnforcement/1 by 2027-06-21',
      '2025-06-20 10:00 task legalDeadline for legalCounsel by 2025-06-23',
      '2025-06-20 10:00 performance/1 in 3 days',
      '2025-06-23 10:00 escalated to creditHead',
      '2025-06-24 10:00 performance/1 lapsed',
      '2025-07-01 10:00 task legalDeadline for legalCounsel by 2027-06-21',
      '2025-07-01 10:00 applyEnforcement/1 in 720 days',
      '2025-07-01 10:00 enforcement',
      '2025-07-01 10:00 task closed met',
      '2025-07-01 10:00 applyEnforcement/1 met',
      '2025-07-01 10:00 task closed met',
      '2025-07-01 10:00 reviewEnforcement/1 by 2026-01-01',
      '2025-12-02 10:00 task legalDeadline for legalCounsel by 2026-01-01',
      '2025-12-02 10:00 reviewEnforcement/1 in 30 days',
      '2025-12-20 10:00 terminated',
      '2025-12-20 10:00 reviewEnforcement/1 met',
      '2025-12-20 10:00 task closed met',
      '2025-12-20 10:00 resumeEnforcement/1 by 2026-06-22',
      '2026-05-23 10:00 task legalDeadline for legalCounsel by 2026-06-22',
      '2026-05-23 10:00 resumeEnforcement/1 in 30 days',
      '2026-06-12 10:00 resumeEnforcement/1 in 10 days',
      '2026-06-19 10:00 resumeEnforcement/1 in 3 days',
      '2026-06-19 10:00 escalated to creditHead',
      '2026-06-23 10:00 resumeEnforcement/1 lapsed',
      '2026-06-23 10:00 resumeEnforcement/2 by 2026-12-22',
      '2026-06-23 10:00 enforcement',
      '2026-06-23 10:00 task closed met',
      '2026-06-23 10:00 resumeEnforcement/2 met',
      '2026-06-23 10:00 reviewEnforcement/2 by 2026-12-23',
    ]);
  });

  it('is not filed without the documents that the policy asks for, and says which are missing', () => {
    const life = early().at('2025-02-12').approve(ann, bob);
    life.command('prepareFiling', bob, { reason: 'no time' });
    expect(life.command('recordStage', bob, { ...FILED, documents: [] })).toMatchObject({
      code: 'DOCUMENTS_MISSING',
      reason: 'not there: contract, statement',
    });
    life.command('addLegalDocuments', bob, { documents: [PAPER('statement')] });
    expect(life.command('recordStage', bob, { ...FILED, documents: [] })).toMatchObject({
      reason: 'not there: contract',
    });
    expect(life.command('recordStage', bob, { ...FILED, documents: [PAPER('contract')] })).toMatchObject({ ok: true });
    expect(life.track.legal?.documents?.map(({ kind }) => kind)).toEqual(['statement', 'contract']);
  });

  it('counts from the day in court, also when it is recorded late: the time to appeal may be over by then', () => {
    const life = judged();
    life.at('2025-06-12').command('recordStage', bob, { stage: 'judgmentServed', on: '2025-05-26' });
    expect(since(life, '2025-06-12')).toEqual([
      '2025-06-12 10:00 judgmentServed',
      '2025-06-12 10:00 appeal/1 by 2025-06-10',
      '2025-06-12 10:00 task legalDeadline for legalCounsel by 2025-06-10',
      '2025-06-12 10:00 escalated to creditHead',
      '2025-06-12 10:00 appeal/1 lapsed',
      '2025-06-12 10:00 confirmEffect/1 by 2025-06-20',
    ]);
  });

  it('that is appealed is decided again, and that is the end of appeals', () => {
    const life = judged();
    life.at('2025-05-26').command('recordStage', bob, { stage: 'judgmentServed' });
    expect(life.command('recordStage', bob, { stage: 'effective' })).toMatchObject({ code: 'APPEAL_OPEN' });
    life.at('2025-06-02').command('recordStage', bob, { stage: 'appealed' });
    life.at('2025-09-01').command('recordStage', bob, { stage: 'judged', result: 'part', amount: '15.00' });
    life.command('recordStage', bob, { stage: 'judgmentServed' });
    expect(life.command('recordStage', bob, { stage: 'appealed' })).toMatchObject({
      code: 'STAGE_NOT_NEXT',
      remedy: 'record effective',
    });
    expect(life.track.legal?.judgment).toMatchObject({ result: 'part', final: true, servedOn: '2025-09-01' });
    expect(life.command('recordStage', bob, { stage: 'effective', performBy: '2025-09-30' })).toMatchObject({
      ok: true,
    });
  });

  it('that is lost has nothing to enforce', () => {
    const life = judged({ result: 'against' });
    life.command('recordStage', bob, { stage: 'effective' });
    expect(life.track.legal?.deadlines?.some(({ kind }) => kind === 'applyEnforcement')).toBe(false);
    expect(life.command('recordStage', bob, { stage: 'enforcement' })).toMatchObject({ code: 'JUDGMENT_AGAINST' });
  });

  const wrong: [what: string, life: () => TrackLife, type: string, content: object, code: string][] = [
    ['a stage that is not next', filed, 'recordStage', { stage: 'effective' }, 'STAGE_NOT_NEXT'],
    ['the same stage again', filed, 'recordStage', FILED, 'STAGE_NOT_NEXT'],
    ['a day that is to come', filed, 'recordStage', { stage: 'served', on: '2025-03-01' }, 'DATE_FUTURE'],
    ['a day before the stage before', filed, 'recordStage', { stage: 'served', on: '2025-02-13' }, 'DATE_ORDER'],
    ['a day that does not exist', filed, 'recordStage', { stage: 'served', on: '2025-02-30' }, 'DATE_INVALID'],
    ['a judgment without a result', filed, 'recordStage', { stage: 'judged' }, 'RESULT_UNKNOWN'],
    ['a judgment without an amount', filed, 'recordStage', { stage: 'judged', result: 'for' }, 'AMOUNT_NOT_DECIMAL'],
    [
      'an end of enforcement without a reason',
      () => {
        const life = effective().at('2025-07-01');
        life.command('recordStage', bob, { stage: 'enforcement' });
        return life;
      },
      'recordStage',
      { stage: 'terminated' },
      'REASON_MISSING',
    ],
    ['a hearing on a day that is over', filed, 'setHearing', { on: '2025-02-01' }, 'DATE_PAST'],
    ['a hearing before it is filed', () => early(), 'setHearing', { on: '2025-03-01' }, 'NOT_IN_COURT'],
    [
      'a deadline that it does not have',
      filed,
      'meetDeadline',
      { deadline: 'appeal/1', reason: 'r' },
      'DEADLINE_UNKNOWN',
    ],
    ['filing before two have approved', () => early(), 'prepareFiling', { reason: 'r' }, 'NOT_APPROVED'],
    ['a suit where one is meant already', filed, 'proposeSuit', { reason: 'r' }, 'NOT_PRESERVING'],
    ['costs that nobody awarded', filed, 'chargeCosts', {}, 'COSTS_NOT_AWARDED'],
    ['a cost of no kind', filed, 'recordCost', { kind: 'tea', amount: '1.00' }, 'COST_UNKNOWN'],
    ['an owner with a space', filed, 'nameLegalOwner', { ownerId: 'a b' }, 'OWNER_MISSING'],
    ['a file without a hash', filed, 'takeBundle', { asOf: '2025-02-01' }, 'BUNDLE_INVALID'],
    ['an agreement without a date', filed, 'settle', { dates: [], documents: PAPERS }, 'SETTLEMENT_EMPTY'],
    [
      'an agreement that is not there',
      filed,
      'settle',
      { dates: [{ dueOn: '2025-05-01', amount: '1.00' }] },
      'DOCUMENTS_MISSING',
    ],
  ];
  it.each(wrong)('refuses %s, and nothing else changes', (_what, make, type, content, code) => {
    const life = make();
    const before = life.track;
    expect(life.command(type, bob, content as Record<string, unknown>)).toMatchObject({ ok: false, code });
    expect(life.track).toEqual(before);
    expect(life.outcomes.at(-1)).toMatchObject({ type: 'refused', code });
  });

  it('has hearings, which are over when somebody says so, and passed unused when nobody does', () => {
    const life = filed();
    life.command('setHearing', bob, { on: '2025-03-20' });
    life.command('setHearing', bob, { on: '2025-04-20' });
    life.at('2025-03-20').command('meetDeadline', bob, { deadline: 'hearing/1', reason: 'held' });
    life.until('2025-04-22');
    const hearings = life.track.legal?.deadlines?.filter(({ kind }) => kind === 'hearing');
    expect(hearings?.map(({ status }) => status)).toEqual(['met', 'lapsed']);
    expect(life.command('meetDeadline', ann, { deadline: 'hearing/2', reason: 'held' })).toMatchObject({ late: true });
  });

  it('charges what an effective judgment awards, once, on the component that the policy names', () => {
    const life = effective();
    life.command('recordCost', bob, { kind: 'courtFee', amount: '1.50', on: '2025-02-20' });
    expect(life.command('chargeCosts', cy)).toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
    expect(life.command('chargeCosts', bob, { amount: '1.00' })).toMatchObject({ ok: true });
    expect(life.outcomes.findLast(({ type }) => type === 'costsCharged')).toMatchObject({
      type: 'costsCharged',
      posting: { type: 'charge', component: 'fee', amountMinor: 100, instalment: 5, valueDate: '2025-06-12' },
    });
    expect(life.command('chargeCosts', bob, { amount: '0.51' })).toMatchObject({ code: 'COSTS_CHARGED' });
    expect(life.command('chargeCosts', bob)).toMatchObject({ ok: true });
    expect(life.command('chargeCosts', bob)).toMatchObject({ code: 'COSTS_CHARGED' });
  });

  it('after payment stays open for its costs until somebody decides', () => {
    const life = filed().at('2025-03-01').pay(100_000_000);
    life.arrearsEnd();
    life.at('2025-03-20').command('close', bob, { reason: 'costs were paid' });
    expect(since(life, '2025-03-01')).toEqual([
      '2025-03-01 10:00 arrearsEnded',
      '2025-03-01 10:00 afterPayment/1 by 2025-03-11',
      '2025-03-06 10:00 task legalDeadline for legalCounsel by 2025-03-11',
      '2025-03-06 10:00 afterPayment/1 in 5 days',
      '2025-03-08 10:00 escalated to creditHead',
      '2025-03-12 10:00 afterPayment/1 lapsed',
      '2025-03-20 10:00 task closed noLongerNeeded',
      '2025-03-20 10:00 task closed noLongerNeeded',
      '2025-03-20 10:00 ended closed',
    ]);
  });

  it('that was closed because it was paid goes on where it stood when the money is taken back', () => {
    const life = filed().at('2025-03-01').pay(100_000_000);
    life.arrearsEnd();
    life.command('close', bob, { reason: 'paid' });
    expect(life.wakeAt).toBeNull();
    life.at('2025-03-20').fact('told', { what: 'arrearsBack', because: 'a payment was returned' });
    expect(since(life, '2025-03-20')).toEqual([
      '2025-03-20 10:00 arrearsBack',
      '2025-03-20 10:00 afterPayment/1 dropped',
      '2025-03-20 10:00 reopened as filed',
    ]);
    expect(life.track).toMatchObject({ status: 'filed', ended: null, arrearsEnded: null });
  });
});

describe('after judgment', () => {
  it('the two years for enforcement pass unused: told long before, to somebody above at 90 days, then lapsed', () => {
    const life = effective().until('2027-07-01');
    const about = since(life, '2025-06-25').filter((line) => /applyEnforcement|escalated/u.test(line));
    expect(about).toEqual([
      '2025-07-01 10:00 applyEnforcement/1 in 720 days',
      '2026-06-21 10:00 applyEnforcement/1 in 365 days',
      '2026-12-23 10:00 applyEnforcement/1 in 180 days',
      '2027-03-23 10:00 applyEnforcement/1 in 90 days',
      '2027-03-23 10:00 escalated to creditHead',
      '2027-05-22 10:00 applyEnforcement/1 in 30 days',
      '2027-06-11 10:00 applyEnforcement/1 in 10 days',
      '2027-06-18 10:00 applyEnforcement/1 in 3 days',
      '2027-06-22 10:00 applyEnforcement/1 lapsed',
    ]);
    expect(life.track.status).toBe('effective');
  });

  it('an enforcement that nobody looks at is asked after again and again, and so is one that was terminated', () => {
    const life = effective().at('2025-07-01');
    life.command('recordStage', bob, { stage: 'enforcement' });
    const ends = (on: string): string[] => since(life, on).filter((line) => /lapsed|Enforcement\/\d by/u.test(line));
    life.until('2026-02-01');
    expect(ends('2025-07-02')).toEqual([
      '2026-01-02 10:00 reviewEnforcement/1 lapsed',
      '2026-01-02 10:00 reviewEnforcement/2 by 2026-07-01',
    ]);
    life.command('recordStage', bob, { stage: 'terminated', reason: 'nothing was found' });
    life.until('2027-03-01');
    expect(ends('2026-01-20')).toEqual([
      '2026-07-03 10:00 resumeEnforcement/1 lapsed',
      '2026-07-03 10:00 resumeEnforcement/2 by 2027-01-02',
      '2027-01-03 10:00 resumeEnforcement/2 lapsed',
      '2027-01-03 10:00 resumeEnforcement/3 by 2027-07-02',
    ]);
  });
});

describe('a settlement', () => {
  const agreed = (make: () => TrackLife, content = {}): TrackLife => {
    const life = make();
    const dates = [
      { dueOn: '2025-08-01', amount: '5.00' },
      { dueOn: '2025-09-01', amount: '5.00' },
    ];
    life.at('2025-07-01').command('settle', bob, { dates, documents: [PAPER('agreement')], ...content });
    return life;
  };

  it('that is kept ends the legal action', () => {
    const life = agreed(filed).at('2025-07-20').pay(500).at('2025-08-30').pay(500).until('2025-09-05');
    expect(since(life, '2025-07-01')).toEqual([
      '2025-07-01 10:00 settlement until 2025-09-01',
      '2025-07-01 10:00 settlementPayment/1 by 2025-08-01',
      '2025-07-01 10:00 settlementPayment/2 by 2025-09-01',
      '2025-07-29 10:00 settlementPayment/1 met',
      '2025-08-29 10:00 task legalDeadline for legalCounsel by 2025-09-01',
      '2025-08-29 10:00 settlementPayment/2 in 3 days',
      '2025-08-31 10:00 settlementPayment/2 met',
      '2025-08-31 10:00 task closed met',
      '2025-08-31 10:00 task closed noLongerNeeded',
      '2025-08-31 10:00 task closed noLongerNeeded',
      '2025-08-31 10:00 ended settled',
    ]);
  });

  it('that is broken goes back to where it stood', () => {
    const life = agreed(filed).at('2025-07-20').pay(499).until('2025-08-06');
    expect(since(life, '2025-08-05')).toEqual([
      '2025-08-05 10:00 settlement broken: 499 of 500',
      '2025-08-05 10:00 settlementPayment/1 lapsed',
      '2025-08-05 10:00 task closed lapsed',
      '2025-08-05 10:00 settlementPayment/2 dropped',
    ]);
    expect(life.track.status).toBe('filed');
  });

  it('that the court has confirmed is enforced when it is broken', () => {
    const life = agreed(filed, { confirmed: true }).until('2025-08-06');
    expect(life.track.status).toBe('effective');
    expect(life.command('recordStage', bob, { stage: 'enforcement' })).toMatchObject({ ok: true });
  });

  it('before the suit, broken, is followed by the suit; a second filing task is another one', () => {
    const life = agreed(() => {
      const open = early().at('2025-02-12').approve(ann, bob);
      return open.until('2025-02-25');
    });
    expect(life.track.legal?.settlement?.back).toBe('readyToFile');
    life.until('2025-08-06');
    expect(life.track.status).toBe('readyToFile');
  });

  it('is one at a time', () => {
    const again = { dates: [{ dueOn: '2025-12-01', amount: '1.00' }], documents: PAPERS };
    expect(agreed(filed).command('settle', bob, again)).toMatchObject({ code: 'SETTLEMENT_OPEN' });
  });
});
