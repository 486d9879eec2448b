/** Starts one loan: people sealed, case row and opening fact in one transaction, then its workflow. */
import { hashOf } from '../db/chain.ts';
import { ImportConflict, personMark, pinPolicies, startLoans } from '../db/imported.ts';
import { wakeAside } from '../db/inbox.ts';
import { loanCaseId, openedLoan, pinnedHash } from '../db/loanRecord.ts';
import { beyondWith } from '../db/partnerLimit.ts';
import { readPerson, savePersons } from '../db/person.ts';
import type { Person } from '../db/person.ts';
import type { Queries } from '../db/pool.ts';
import type { Contract } from '../domain/contract.ts';
import type { Policy } from '../domain/policy.ts';
import { localDate } from '../domain/instant.ts';
import { nowOf } from './context.ts';
import type { ApiDeps, ServedPolicy } from './deps.ts';
import { answerOf, poke } from './give.ts';
import { contractOf, earlierPayments } from './loanTerms.ts';
import type { Party, StartBody } from './loanTerms.ts';
import { limitWarning } from './partnerWarning.ts';
import { Problem, refusal } from './problem.ts';

export interface Started {
  readonly loanId: string;
  /** The same loan with the same terms stood already; nothing changed. */
  readonly duplicate: boolean;
  /** Its first decision was made. */
  readonly decided: boolean;
  readonly policy: { readonly id: string; readonly version: number; readonly hash: string };
  /** What is worth knowing and refuses nothing; absent when there is nothing. */
  readonly warnings?: readonly { readonly code: string; readonly reason: string; readonly remedy: string }[];
}

/** @throws Problem LOAN_DIFFERS, PERSON_DIFFERS, POLICY_UNKNOWN, POLICY_EDITED, and those of the contract */
export async function startLoan(deps: ApiDeps, body: StartBody): Promise<Started> {
  const { db, sealer } = deps;
  const served = policyOf(deps, body);
  const { policy, hash } = served;
  const contract = contractOf(body);
  const now = await nowOf(deps);
  const today = localDate(now, policy.timeZone);
  const { loanId, product, branch } = body;
  const agreed = {
    ...{ loanId, product, branch, contract },
    debtorId: body.debtor.id,
    guarantorId: body.guarantor?.id ?? null,
    dealerId: body.dealer?.id ?? null,
    insurerId: body.insurer?.id ?? null,
    ...(body.guaranteeUntil === undefined ? {} : { guaranteeUntil: body.guaranteeUntil }),
    ...(body.lentFor === undefined ? {} : { lentFor: body.lentFor }),
  };
  const people = peopleOf(body, policy);
  const known = await openedLoan(db, loanId);
  if (known !== null) {
    const pinned = known.opened['policy'] as Started['policy'];
    const other = body.policy !== undefined && body.policy !== pinned.id;
    if (other || hashOf(agreedOf(known.opened)) !== hashOf(agreed)) throw differs(loanId);
    await newPeople(deps, db, people);
    return { loanId, duplicate: true, decided: true, policy: pinned };
  }
  await checkLentFor(db, body);
  const postings = earlierPayments(body, contract, today);
  const ref = { id: policy.id, version: policy.version, hash };
  const caseId = loanCaseId(loanId);
  const opened = { ...agreed, policy: ref, takenOverOn: today, postings };
  try {
    await db.tx(async (q) => {
      await pin(q, served);
      const unknown = await newPeople(deps, q, people);
      if (unknown.length > 0) await savePersons(q, sealer, unknown);
      await startLoans(q, [{ caseId, loanId, debtorId: agreed.debtorId, policyHash: hash, opened, hash: '' }], now);
    });
  } catch (error) {
    if (error instanceof ImportConflict) throw differs(loanId);
    throw error;
  }
  await wakeAside(db, caseId);
  await poke(deps, caseId);
  const eventId = `opened/${loanId}`;
  const answer = await answerOf(deps, { caseId, eventId, type: 'opened', content: opened, quiet: false });
  if (answer?.ok === false) throw refusal(answer);
  const warnings = await beyondLimits(deps, agreed, contract);
  return {
    ...{ loanId, duplicate: false, decided: answer !== null, policy: ref },
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

/**
 * A loan that runs already is taken in whatever the limit of its dealer or insurer is: a limit refuses no debt that there is.
 * It is said here, and the partner's own case asks somebody to look at it.
 */
async function beyondLimits(
  { db }: ApiDeps,
  { dealerId, insurerId }: { readonly dealerId: string | null; readonly insurerId: string | null },
  { currency }: Contract,
): Promise<NonNullable<Started['warnings']>> {
  const named = [dealerId, insurerId].flatMap((id) =>
    id === null ? [] : [{ partnerId: id, currency, addedMinor: 0 }],
  );
  return (await beyondWith(db, named)).map(limitWarning);
}

/** The loan that a temporary one was lent for is known, of the same borrower, and no temporary one. @throws Problem */
async function checkLentFor(q: Queries, { loanId, lentFor, debtor }: StartBody): Promise<void> {
  if (lentFor === undefined) return;
  const wrong = (code: string, reason: string): Problem =>
    new Problem(
      422,
      code,
      reason,
      'name the loan that could not be paid after the disaster, or leave it out',
      'lentFor',
    );
  if (lentFor === loanId) throw wrong('LENT_FOR_ITSELF', 'a temporary loan is lent for another loan');
  const target = await openedLoan(q, lentFor);
  if (target === null) throw wrong('LENT_FOR_UNKNOWN', `there is no loan ${lentFor}`);
  if (target.opened['lentFor'] !== undefined)
    throw wrong('LENT_FOR_TEMPORARY', `${lentFor} is a temporary loan itself`);
  if (target.opened['debtorId'] !== debtor.id)
    throw wrong('LENT_FOR_ANOTHER', `${lentFor} is a loan of another borrower`);
}

function differs(loanId: string): Problem {
  return new Problem(
    409,
    'LOAN_DIFFERS',
    `loan ${loanId} stands already, with other terms`,
    'restore the terms, or give a new loan an id of its own; a running loan is restructured by command',
    'loanId',
  );
}

/** The policy asked for, or the one that serves the product. @throws Problem POLICY_UNKNOWN, CURRENCY_OF_POLICY */
function policyOf(deps: ApiDeps, body: StartBody): ServedPolicy {
  const all = [...deps.policies.values()];
  const served =
    body.policy === undefined
      ? all.find(({ policy }) => policy.products.includes(body.product))
      : deps.policies.get(body.policy);
  if (served === undefined) {
    const names = all.map(({ policy }) => `${policy.id} (${policy.products.join(', ')})`).join('; ');
    const [reason, field] =
      body.policy === undefined
        ? [`no policy serves the product ${body.product}`, 'product']
        : [`there is no policy ${body.policy}`, 'policy'];
    throw new Problem(422, 'POLICY_UNKNOWN', reason, `there are ${names}`, field);
  }
  const { currency, id } = served.policy;
  if (currency !== body.currency)
    throw new Problem(
      422,
      'CURRENCY_OF_POLICY',
      `policy ${id} is for ${currency}`,
      'correct currency, product or policy',
      'currency',
    );
  return served;
}

/** Makes the policy known. The same version never means two things (domain.md §4). @throws Problem POLICY_EDITED */
export async function pin(q: Queries, served: ServedPolicy): Promise<void> {
  const { policy, hash } = served;
  const stored = await pinnedHash(q, policy.id, policy.version);
  if (stored !== null && stored !== hash)
    throw new Problem(
      409,
      'POLICY_EDITED',
      `policy ${policy.id} was edited while loans run on its version ${policy.version}`,
      'raise the version of the policy, or restore its text',
      'policy',
    );
  await pinPolicies(q, [served]);
}

function peopleOf({ debtor, guarantor, dealer, insurer }: StartBody, policy: Policy): Person[] {
  const person = (party: Party | undefined, kind: Person['kind']): Person[] => {
    if (party === undefined) return [];
    const { id, name, phone, email, address, language, timeZone } = party;
    return [
      {
        ...{ id, kind, name, language: language ?? policy.language, timeZone: timeZone ?? policy.timeZone },
        ...(phone === undefined ? {} : { phone }),
        ...(email === undefined ? {} : { email }),
        ...(address === undefined ? {} : { address }),
      },
    ];
  };
  const people = [
    ...person(debtor, 'person'),
    ...person(guarantor, 'person'),
    ...person(dealer, 'partner'),
    ...person(insurer, 'partner'),
  ];
  const ids = people.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined)
    throw new Problem(
      422,
      'PERSON_TWICE',
      `two parties have the id ${twice}`,
      'give each party an id of their own; nobody guarantees their own loan',
    );
  return people;
}

/** Those who are not stored yet. @throws Problem PERSON_DIFFERS, PERSON_FORGOTTEN */
/** Those of the people who are not stored yet. @throws Problem PERSON_FORGOTTEN, PERSON_DIFFERS */
export async function newPeople({ sealer }: ApiDeps, q: Queries, people: readonly Person[]): Promise<Person[]> {
  const unknown: Person[] = [];
  for (const person of people) {
    const stored = await readPerson(q, sealer, person.id);
    if (stored === null) unknown.push(person);
    else if (stored.kind === 'FORGOTTEN')
      throw new Problem(
        409,
        'PERSON_FORGOTTEN',
        `the person ${person.id} was forgotten for good`,
        'use a new id if they may be taken in again',
      );
    else if (stored.person.kind !== person.kind || personMark(sealer, stored.person) !== personMark(sealer, person))
      throw new Problem(
        409,
        'PERSON_DIFFERS',
        `${person.id} is stored with another name, contact, language or zone`,
        'give the same data, or another person an id of their own',
      );
  }
  return unknown;
}

function agreedOf(opened: Readonly<Record<string, unknown>>): unknown {
  const besides = ['takenOverOn', 'policy', 'postings'];
  return Object.fromEntries(Object.entries(opened).filter(([name]) => !besides.includes(name)));
}
