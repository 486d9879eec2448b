import { amountDemanded, amountLeft } from './claimAmount.ts';
import { CLAIM_TEMPLATES, claimRulesOf, SUBROGATION_TEMPLATE } from './claimRules.ts';
import type { ClaimLetter } from './claimRules.ts';
import type { ClaimMail } from './claimState.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts } from './day.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { formatAmount } from './money.ts';
import { lineFor, noticeLine } from './notice.ts';
import type { NoticeLine } from './notice.ts';
import { OPEN_END, waitsFor } from './permitted.ts';
import type { NoticeChannel, Party } from './policy.ts';
import { slotOn } from './slot.ts';
import { addresseeOf } from './trackDemand.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import { cannotBeMade } from './wording.ts';
import { mayContact } from './world.ts';
import type { World } from './world.ts';

/** Letters of a claim speak after its demand when messages are joined. */
const RANK = 250;

/** The letters beside the demand that are due now: each on the first channel that does, or dropped with the reason. */
export function claimLetters(state: TrackState, world: World, now: Instant): TrackOutcome[] {
  return waiting(state).flatMap((mail) => letter(state, world, mail, now));
}

/** The days on which a letter that waits has to be looked at. */
export function letterDays(state: TrackState, world: World, today: PlainDate): PlainDate[] {
  const now = slotOn(world.policy, state.terms.debtorId, today);
  return waiting(state).flatMap((mail): PlainDate[] => {
    const until = way(state, world, mail, now)?.until;
    if (until === undefined) return [today];
    // A hold without an end wakes the claim itself when it is lifted.
    return until === OPEN_END ? [] : [localDate(until, world.policy.timeZone)];
  });
}

function waiting({ claim }: TrackState): readonly ClaimMail[] {
  return (claim?.mail ?? []).filter(({ key }) => key === null);
}

/** Whether what it says still holds. */
function isWanted(state: TrackState, about: ClaimLetter): boolean {
  const { owedMinor = 0, refundedMinor = 0 } = state.claim ?? {};
  switch (about) {
    case 'remainder':
      return state.status === 'partPerformed' && amountLeft(state) > 0;
    case 'contestRejected':
      return state.ended === null;
    case 'refund':
      return owedMinor > refundedMinor;
    case 'subrogation':
      return state.status === 'performed';
  }
}

interface Way {
  readonly channel?: NoticeChannel;
  readonly channelAt: number;
  /** Contact is permitted from then on. */
  readonly until?: Instant;
  readonly code: string;
}

function addressed(state: TrackState, about: ClaimLetter): { party: Party; personId: string } | null {
  return about === 'subrogation' ? { party: 'debtor', personId: state.terms.debtorId } : addresseeOf(state);
}

function channelsOf(state: TrackState, { policy }: World, about: ClaimLetter): readonly NoticeChannel[] {
  if (about === 'subrogation') return claimRulesOf(policy).subrogationChannels;
  // A letter that answers or reckons does not fit a text message.
  return state.action.do === 'claim' ? state.action.channels.filter((channel) => channel !== 'sms') : [];
}

function templateOf(about: ClaimLetter, party: Party): string {
  if (about === 'subrogation') return SUBROGATION_TEMPLATE;
  return CLAIM_TEMPLATES[about][party === 'guarantor' ? 'guarantor' : 'partner'];
}

/** The first channel on which the letter may go, or why there is none. */
function way(state: TrackState, world: World, { about, channelAt: first }: ClaimMail, now: Instant): Way | null {
  const to = addressed(state, about);
  if (to === null) return null;
  const person = world.people[to.personId];
  const line = lineNow(state, world, to, now);
  const template = templateOf(about, to.party);
  const channels = channelsOf(state, world, about);
  let code = 'NO_ADDRESS';
  for (const [channelAt, channel] of channels.entries()) {
    if (channelAt < first || person?.channels.includes(channel) !== true) continue;
    const unmade = cannotBeMade(world.wording, { channel, template, line }, person, world.people);
    if (unmade !== null) {
      code = unmade;
      continue;
    }
    const permission = mayContact(world, person, channel, state.terms.loanId, now);
    if (permission.answer === 'allowed') return { channel, channelAt, code };
    const waits = waitsFor(world, permission);
    if (waits !== null) return { channelAt, until: waits.until, code };
    code = 'NEVER_PERMITTED';
  }
  return { channelAt: channels.length, code };
}

function letter(state: TrackState, world: World, mail: ClaimMail, now: Instant): TrackOutcome[] {
  const { about, number, attempt } = mail;
  const { policy, loan } = world;
  const on = localDate(now, policy.timeZone);
  if (!isWanted(state, about)) return [{ type: 'letterDropped', about, code: 'NOT_WANTED_ANY_MORE', on }];
  const to = addressed(state, about);
  const found = way(state, world, mail, now);
  if (to === null || found === null || (found.channel === undefined && found.until === undefined))
    return [{ type: 'letterDropped', about, code: found?.code ?? 'NO_ADDRESS', on }];
  const { channel, channelAt } = found;
  if (channel === undefined) return [];
  const key = `${state.trackId}/${about}/${number}`;
  return [
    {
      type: 'noticeDecided',
      about,
      step: state.step,
      occurrence: state.occurrence,
      key: attempt === 0 ? key : `${key}~${attempt}`,
      party: to.party,
      personId: to.personId,
      channel,
      template: templateOf(about, to.party),
      rank: RANK,
      mustReach: false,
      notBefore: now,
      line: lineNow(state, world, to, now),
      facts: loan === null ? state.facts : decisionFacts(dayOf(loan, policy, on)),
      on,
      oldestDueOn: state.oldestDueOn,
      channelAt,
      attempt,
    },
  ];
}

function lineNow(
  state: TrackState,
  { loan, policy }: World,
  to: { readonly party: Party; readonly personId: string },
  now: Instant,
): NoticeLine {
  const on = localDate(now, policy.timeZone);
  const line = loan === null ? state.line : noticeLine(loan.terms, dayOf(loan, policy, on).assessment);
  return lineOf(state, to, line, on);
}

/** A letter of a claim names people and sums of its own, and is joined with no other. */
function lineOf(
  state: TrackState,
  to: { readonly party: Party; readonly personId: string },
  line: NoticeLine,
  on: PlainDate,
): NoticeLine {
  const { terms, claim = {} } = state;
  const amount = (minor: number): string => formatAmount(minor, line.currency);
  const { receivedMinor = 0, owedMinor = 0, refundedMinor = 0 } = claim;
  const fields = {
    claimAmount: amount(amountDemanded(state)),
    receivedAmount: amount(receivedMinor),
    remainingAmount: amount(amountLeft(state)),
    refundAmount: amount(Math.max(0, owedMinor - refundedMinor)),
    respondBy: state.deadlineOn ?? addDays(on, state.action.do === 'writeOff' ? 0 : state.action.answerDays),
  };
  if (to.party !== 'debtor') return lineFor(to.party, to.personId, terms.debtorId, line, fields);
  const partner = terms.partnerId === null ? {} : { partnerName: terms.partnerId };
  return { ...line, fields, people: { borrowerName: terms.debtorId, ...partner } };
}
