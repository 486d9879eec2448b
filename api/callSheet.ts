/** Everything that a collector needs before dialling: whom, when, what to say, and what was said before. */
import { attemptsOf } from '../db/call/attempt.ts';
import { openLoansOf } from '../db/call/loans.ts';
import type { DebtorLoan } from '../db/call/loans.ts';
import { contactHistory } from '../db/call/log.ts';
import { personFacts, readPerson } from '../db/person.ts';
import type { TaskRow } from '../db/work.ts';
import { standingOf } from '../domain/callLeg.ts';
import { CALL_CODES, callResultOf, isCallCode } from '../domain/callResult.ts';
import { dayOf } from '../domain/day.ts';
import { localDate } from '../domain/instant.ts';
import { noticeLine } from '../domain/notice.ts';
import type { NoticeLine } from '../domain/notice.ts';
import type { CallDesk } from './callDesk.ts';
import { nowOf } from './context.ts';
import type { Language } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { maskName, maskPhone } from './mask.ts';
import { decimal } from './money.ts';
import { loanRecord } from './showLoan.ts';
import { dictionaries, tellingOf } from './words/index.ts';

const MOST_CONTACTS = 30;

/** @throws Problem LOAN_UNKNOWN, LOAN_STARTING */
export async function callSheet(
  deps: ApiDeps,
  desk: CallDesk,
  task: TaskRow,
  asked: Language | undefined,
): Promise<Record<string, unknown>> {
  const { state, policy } = await loanRecord(deps, task.loanId);
  const language = asked ?? policy.language;
  const words = dictionaries[language];
  const now = await nowOf(deps);
  const { debtorId } = state.terms;
  const personId = task.personId ?? debtorId;
  const [facts] = await personFacts(deps.db, [personId]);
  const loans = (await openLoansOf(deps.db, debtorId)).map((loan) => lineOf(loan, now));
  const step = [...policy.ladder, ...policy.recovery, ...policy.reminders].find(({ id }) => id === task.step);
  const { action } = step ?? {};
  const script =
    action?.do !== 'call'
      ? { missing: 'NO_TEMPLATE' }
      : await desk.script({
          template: action.template,
          language: facts?.language ?? policy.language,
          ...{ personId, debtorId, reference: task.loanId },
          lines: loans.filter(({ overdueMinor, loanId }) => overdueMinor > 0 || loanId === task.loanId),
        });
  return {
    ...taskShown(task, now),
    title: step?.title[language] ?? task.step,
    how: desk.how,
    person: await personShown(deps, personId, facts?.language ?? null),
    times: await timesShown(desk, task, tellingOf(policy, state.terms.contract.currency, language).local),
    script,
    loans: loans.map(({ loanId, currency, overdueMinor, overdueDays, outstandingMinor }) => ({
      ...{ loanId, currency, overdueDays },
      overdue: decimal(overdueMinor, currency),
      outstanding: decimal(outstandingMinor, currency),
    })),
    attempts: (await attemptsOf(deps.db, task.id, MOST_CONTACTS)).map(({ legs, request, code, ...attempt }) => ({
      ...{ dialId: attempt.id, at: attempt.at, by: attempt.actor, how: attempt.how, request, code },
      standing: attempt.how === 'voice' ? standingOf(legs) : null,
      result: attempt.result,
    })),
    history: (await contactHistory(deps.db, personId, MOST_CONTACTS)).map((contact) => ({
      ...contact,
      channelText: words.channel[contact.channel] ?? contact.channel,
      codeText: isCallCode(contact.code) ? words.call.result[contact.code] : null,
    })),
    results: CALL_CODES.map((code) => ({
      ...{ code, text: words.call.result[code], group: callResultOf(code).group },
      groupText: words.call.group[callResultOf(code).group],
      effective: callResultOf(code).effective,
    })),
  };
}

/** A task with its claim, while that holds. */
export function taskShown(task: TaskRow, now: string): Record<string, unknown> {
  const holds = task.claimedUntil !== null && task.claimedUntil > now;
  return { ...task, claimedBy: holds ? task.claimedBy : null, claimedUntil: holds ? task.claimedUntil : null };
}

function lineOf({ state, policy }: DebtorLoan, now: string): NoticeLine {
  return noticeLine(state.terms, dayOf(state, policy, localDate(now, policy.timeZone)).assessment);
}

async function personShown(deps: ApiDeps, personId: string, language: string | null): Promise<object> {
  const read = await readPerson(deps.db, deps.sealer, personId);
  if (read?.kind !== 'open') return { id: personId, forgotten: true };
  const { name, phone } = read.person;
  return { id: personId, name: maskName(name), phone: phone === undefined ? null : maskPhone(phone), language };
}

async function timesShown(desk: CallDesk, task: TaskRow, local: (at: string) => string): Promise<object | null> {
  const times = await desk.times(task);
  if (times === null) return null;
  const { permission, ...rest } = times;
  const at = permission.answer === 'notBefore' ? permission.at : null;
  return {
    ...rest,
    permittedNow: permission.answer === 'allowed',
    nextAt: at,
    nextLocal: at === null ? null : local(at),
    never: permission.answer === 'never',
    rule: permission.answer === 'allowed' ? null : permission.rule,
  };
}
