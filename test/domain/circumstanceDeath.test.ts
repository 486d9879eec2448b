import { describe, expect, it } from 'vitest';
import { DEFAULT_CIRCUMSTANCES } from '../../domain/circumstanceRules.ts';
import { ANN } from './support/loanLife.ts';
import { BOB, documents, life, report, verify } from './support/circumstanceLife.ts';

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
