import { ofSubject, same } from './question.ts';
import type { Question } from './question.ts';
import type { Channel, RuleBody } from './types.ts';

/** Channels on which the last word of the person is STOP. */
function stopped(question: Question): ReadonlySet<Channel> {
  const channels = new Set<Channel>();
  for (const entry of question.log) {
    const { result, channel, names } = entry;
    if ((result !== 'STOP' && result !== 'START') || !ofSubject(entry, question.subject)) continue;
    for (const named of [channel, ...(names ?? [])]) {
      if (result === 'STOP') channels.add(named);
      else channels.delete(named);
    }
  }
  return channels;
}

function bounced(question: Question, channels: readonly Channel[]): boolean {
  const { channel, number } = question.ask;
  const marked = (question.subject.unusable ?? []).some(
    (mark) => mark.channel === channel && same(mark.number, number),
  );
  if (marked || !channels.includes(channel)) return marked;
  // Whatever came after a failure shows that the address works again; a STOP too, for the person has used it.
  const last = question.log.findLast(
    (entry) => entry.channel === channel && same(entry.number, number) && ofSubject(entry, question.subject),
  );
  return last?.result === 'failed';
}

/**
 * 失联: an invalid number, or so many failed attempts in a row, on the debtor. A conversation, or anything that came
 * from the debtor, ends the row; voicemail and messages neither fail nor reach, which errs towards leaving others alquestion.
 */
function lost(question: Question, failuresInRow: number): boolean {
  let failures = 0;
  for (const { channel, result, direction, role } of question.log) {
    if (role !== undefined && role !== 'debtor') continue;
    if (result === 'conversation' || direction === 'inbound') failures = 0;
    else if (channel !== 'call' && channel !== 'visit') continue;
    else if (result === 'out-of-service') failures = failuresInRow;
    else if (result === 'no-answer' || result === 'busy' || result === 'failed') failures += 1;
  }
  return failures >= failuresInRow;
}

function mayAskOthers(rule: RuleBody & { readonly kind: 'thirdParty' }, question: Question): boolean {
  switch (rule.only) {
    case 'never':
      return false;
    case 'unreachable':
      return question.subject.debtorReachable === false;
    case 'lost':
      return !(question.subject.debtorReachable ?? !lost(question, rule.failuresInRow ?? 1));
  }
}

/** Does a rule refuse for good, whatever the time? Rules about times never do. */
export function refuses(rule: RuleBody, question: Question): boolean {
  const { subject, ask } = question;
  switch (rule.kind) {
    case 'optOut':
      return subject.consents?.[ask.channel] === 'withdrawn' || stopped(question).has(ask.channel);
    case 'consent':
      return rule.channels.includes(ask.channel) && subject.consents?.[ask.channel] !== 'given';
    case 'bounced':
      return bounced(question, rule.channels);
    case 'thirdParty':
      return rule.roles.includes(subject.role) && !mayAskOthers(rule, question);
    case 'refusal':
      return rule.roles.includes(subject.role) && stopped(question).size > 0;
    case 'disclosure':
      return (
        rule.roles.includes(subject.role) &&
        ask.disclosesDebt === true &&
        !(rule.unlessRelated && subject.debtRelated === true)
      );
    case 'optOutNotice':
      return rule.channels.includes(ask.channel) && ask.carriesOptOut === false;
    case 'inconvenient':
      return ask.place !== undefined && (subject.refusedPlaces ?? []).includes(ask.place);
    case 'hours':
    case 'cap':
    case 'holds':
      return false;
  }
}
