import { describe, expect, it } from 'vitest';
import { TrackLife } from './trackLife.ts';
import { ann, bob, cy, PAPER, PAPERS, FILED, early, filed, judged, effective, since } from './support/suits.ts';

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
