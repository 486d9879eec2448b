import type { LoanOutcome } from '../../../domain/loanState.ts';

/** An outcome of a loan in a few words; null for what every story would repeat. */
export function toldLoan(outcome: LoanOutcome): string | null {
  switch (outcome.type) {
    case 'opened':
      return null;
    case 'countedBeforeTakeOver':
      return `${outcome.step} counted on ${outcome.on}`;
    case 'posted':
      return `${outcome.posting.type} ${outcome.posting.id}`;
    case 'campaignAnswered':
      return `campaign answered ${outcome.answer.ok ? 'done' : outcome.answer.code}`;
    case 'refused':
      return `${outcome.what} refused ${outcome.code}`;
    case 'postingSetAside':
      return `${outcome.postingId} set aside ${outcome.code}`;
    case 'postingCounts':
      return `${outcome.postingId} counts`;
    case 'corrected':
      return `${outcome.step} corrected`;
    case 'correctionWithdrawn':
      return `${outcome.step} not corrected`;
    case 'noticeDecided':
      return `${outcome.step} ${outcome.occurrence} by ${outcome.channel}${outcome.party === 'debtor' ? '' : ` to ${outcome.party}`}`;
    case 'noticeHeld':
      return `${outcome.step} held by ${outcome.rule}`;
    case 'stepRefused':
      return `${outcome.step} refused ${outcome.code}${outcome.rule === null ? '' : ` by ${outcome.rule}`}`;
    case 'noticeDeferred':
      return `deferred by ${outcome.rule}`;
    case 'noticeCancelled':
      return `${outcome.key} cancelled: ${outcome.because}`;
    case 'noticeReported':
      return outcome.status === 'accepted' ? null : `${outcome.key} ${outcome.status}`;
    case 'taskOpened':
      return `task ${outcome.step} by ${outcome.dueOn}`;
    case 'taskClosed':
      return `task closed ${outcome.result}`;
    case 'taskEscalated':
      return `escalated to ${outcome.to}`;
    case 'taskClaimed':
      return `claimed by ${outcome.by} until ${outcome.until}`;
    case 'taskReleased':
      return `released by ${outcome.by}`;
    case 'callDialled':
      return `dialled by ${outcome.by}`;
    case 'callEnded':
      return `call ${outcome.code}${outcome.contactFacts.map(({ kind }) => ` ${kind}`).join('')}`;
    case 'callPlanned':
      return `call back at ${outcome.callAt}${outcome.agreed ? ' agreed' : ''} by ${outcome.dueOn}`;
    case 'trackOpened':
      return `${outcome.trackId} opened by ${outcome.step}`;
    case 'trackTold':
      return `${outcome.trackId} told ${outcome.what}`;
    case 'claimNotAwaited':
      return `${outcome.trackId} not awaited, ${outcome.partner.partnerId} since ${outcome.partner.since}`;
    case 'trackReported':
      return `${outcome.trackId} ${outcome.status}`;
    case 'holdPlaced':
      return `held until ${outcome.hold.to ?? 'resumed'}`;
    case 'holdEnded':
      return 'hold ended';
    case 'maturityDecided':
      return `decided to ${outcome.decision}`;
    case 'policyMoved':
      return `moved to ${outcome.policy.id} ${outcome.policy.version}`;
    case 'armAssigned':
      return `${outcome.experiment}: ${outcome.arm}`;
    case 'requestMade':
      return `asks ${outcome.request.kind} ${outcome.request.id}`;
    case 'requestApproved':
      return `${outcome.requestId} approved by ${outcome.row.actorId}`;
    case 'requestRejected':
      return `${outcome.requestId} rejected by ${outcome.row.actorId}`;
    case 'requestExecuted':
      return `${outcome.requestId} executed`;
    case 'requestEnded':
      return `${outcome.requestId} ${outcome.as}: ${outcome.because}`;
    case 'securityAsked':
      return `asks for ${outcome.security.wanted} by ${outcome.security.dueOn}`;
    case 'securityProvided':
      return `security: ${outcome.given.what}`;
    case 'securityEnded':
      return `${outcome.id} ${outcome.as}: ${outcome.because}`;
    case 'placed':
      return `placed with ${outcome.placement.agencyId} until ${outcome.placement.until}`;
    case 'placementExtended':
      return `placed until ${outcome.until}`;
    case 'placementEnded':
      return `${outcome.id} ${outcome.as}: ${outcome.because}`;
    case 'agencyContacted':
      return `agency ${outcome.contact.channel} ${outcome.contact.result}${outcome.contact.violation === null ? '' : ` against ${outcome.contact.violation}`}`;
    case 'placementHandedOver':
      return `${outcome.by} took ${outcome.fileId}`;
    case 'accelerationDecided':
      return `called in for ${outcome.acceleration.ground}`;
    case 'accelerationReceived':
      return `${outcome.party} has the notice since ${outcome.on} (${outcome.how})`;
    case 'accelerationUnserved':
      return `no channel brings the notice to ${outcome.party}`;
    case 'accelerationSet':
      return `all falls due on ${outcome.effectiveOn}`;
    case 'accelerationInEffect':
      return `${outcome.inEffect.amountMinor} due on ${outcome.inEffect.on}`;
    case 'accelerationEnded':
      return `${outcome.id} ${outcome.as}: ${outcome.because}`;
    case 'accelerationCorrected':
      return `${outcome.id} corrected: ${outcome.because}`;
    case 'accelerationStands':
      return `${outcome.id} stands: ${outcome.because}`;
    case 'reliefJudged':
      return `${outcome.requestId} ${outcome.as}${outcome.was === 'running' ? '' : `, was ${outcome.was}`}`;
    case 'closed':
      return `closed as ${outcome.as}`;
    case 'optedOut':
      return `opted out of ${outcome.channel}`;
    case 'contactChanged':
      return `contact with ${outcome.personId} changed: ${outcome.what}`;
    case 'disputeOpened':
      return `${outcome.dispute.kind} about ${outcome.dispute.about}, answer by ${outcome.dispute.answerBy}`;
    case 'disputeResolved':
      return `${outcome.disputeId} ${outcome.outcome}`;
    case 'circumstanceReported':
      return `${outcome.circumstance.kind} of ${outcome.circumstance.personId} reported`;
    case 'circumstanceVerified':
      return `${outcome.kind} verified, ${outcome.happenedOn}${outcome.claimBy === undefined ? '' : `, claims until ${outcome.claimBy}`}`;
    case 'circumstanceRefuted':
      return `${outcome.kind} refuted`;
    case 'circumstanceEnded':
      return `${outcome.kind} ended ${outcome.ending}`;
    case 'representativeNamed':
      return `${outcome.representative.capacity} ${outcome.representative.personId}`;
    case 'circumstanceTold':
      return `told ${outcome.circumstance.kind} ${outcome.circumstance.status}`;
    case 'claimRegistered':
      return `claim of ${outcome.amountMinor} as of ${outcome.asOf} registered${outcome.late ? ' late' : ''}`;
    case 'recallAsked':
      return `recall on ${outcome.ground}: ${outcome.request ?? outcome.code ?? ''}`;
    case 'claimNotRegistered':
      return `no claim by ${outcome.claimBy}`;
    case 'rightKept':
      return `${outcome.kept.party} ${outcome.kept.how} on ${outcome.kept.on} keeps the right`;
    case 'suitOver':
      return `suit over on ${outcome.on}`;
    case 'keepingWithdrawn':
      return `${outcome.id} does not keep the right: ${outcome.reason}`;
    case 'lapseAlarm':
      return `${outcome.right} lapses on ${outcome.lapsesOn} (${outcome.because}), ${outcome.daysBefore} days: ${outcome.role}`;
    case 'lapseMoved':
      return `${outcome.right} lapses on ${outcome.lapsesOn ?? 'no day'}, not ${outcome.from} (${outcome.because})`;
    case 'rightLapsed':
      return `${outcome.right} lapsed on ${outcome.lapsedOn}, alarmed: ${outcome.alarmed.map(({ role }) => role).join(', ') || 'nobody'}`;
    case 'rightStands':
      return `${outcome.right} had not lapsed on ${outcome.was}: ${outcome.because}`;
    case 'promiseMade':
      return `promised ${outcome.promise.dates.map(({ dueOn, amountMinor }) => `${amountMinor} by ${dueOn}`).join(', ')}`;
    case 'promiseKept':
    case 'promisePartKept':
    case 'promiseBroken':
      return `${outcome.type} ${outcome.receivedMinor} of ${outcome.amountMinor} by ${outcome.dueOn}${outcome.was === null ? '' : `, was ${outcome.was}`}`;
    case 'promiseWithdrawn':
      return `promise withdrawn: ${outcome.because}`;
    case 'collateralAdded':
      return `${outcome.item.id} pledged`;
    case 'collateralUpdated':
      return `${outcome.itemId} updated`;
    case 'collateralMoved':
      return `${outcome.itemId} ${outcome.status}`;
    case 'writtenOff':
      return `written off ${Object.values(outcome.amounts).reduce((sum, one) => sum + one, 0)}${outcome.ground === null ? '' : ` for ${outcome.ground}`}`;
    case 'recovererNamed':
      return `${outcome.recovererId} recovers it`;
    case 'undoAsked':
      return `undoing asked by ${outcome.by}`;
    case 'undoApproved':
      return `undoing approved by ${outcome.row.actorId}`;
    case 'undoRejected':
      return `undoing rejected by ${outcome.row.actorId}`;
    case 'writeOffUndone':
      return `${outcome.trackId} undone`;
    case 'settled':
    case 'reopened':
      return outcome.type;
  }
}
