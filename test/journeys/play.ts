// Opens the loans of all lives and plays them together on the one clock of the server, from instant to instant.
import { nextInstant } from '../../db/clock.ts';
import { startLoans } from '../../db/imported.ts';
import { tell } from '../../db/inbox.ts';
import { reported } from '../../db/outbox/facts.ts';
import { savePersons } from '../../db/person.ts';
import { agencyCase, saveAgency } from '../../db/placement.ts';
import type { SignedCommand } from '../../db/signature.ts';
import { addMilliseconds, instantAt } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { LoanTerms } from '../../domain/loan.ts';
import { parseAmount } from '../../domain/money.ts';
import type { Posting } from '../../domain/posting.ts';
import { slotOn } from '../../domain/slot.ts';
import { shippedPolicies } from '../../policies/index.ts';
import type { ShippedPolicy } from '../../policies/index.ts';
import type { LenderWorld } from '../support/lenderWorld.ts';
import type { Happening, Life } from './life.ts';

export const ZONE = 'Asia/Shanghai';

export const caseOf = ({ loanId }: Pick<Life, 'loanId'>): string => `loan/${loanId}`;

export function policyOf({ loan }: Life): ShippedPolicy {
  const shipped = shippedPolicies().get(loan.policy);
  if (shipped === undefined) throw new Error(`no policy ${loan.policy}`);
  return shipped;
}

const partyId = ({ loanId, loan }: Life, party: 'guarantor' | 'dealer' | 'insurer'): string | null =>
  loan.parties?.includes(party) === true ? `${party}-${loanId}` : null;

const dealerOf = (life: Life): string | null => life.loan.dealer ?? partyId(life, 'dealer');

const startOf = ({ loan }: Life): string => loan.takenOverOn ?? loan.disbursedOn;

export function termsOf(life: Life): LoanTerms {
  const { policy, hash } = policyOf(life);
  const { loanId, loan } = life;
  return {
    ...{ loanId, product: policy.products[0] ?? '', branch: 'North', debtorId: `debtor-${loanId}` },
    guarantorId: partyId(life, 'guarantor'),
    dealerId: dealerOf(life),
    insurerId: partyId(life, 'insurer'),
    policy: { id: policy.id, version: policy.version, hash },
    takenOverOn: startOf(life),
    contract: {
      currency: 'CNY',
      disbursedOn: loan.disbursedOn,
      instalments: loan.instalments.map(([dueOn, principal, interest = '0.00'], at) => ({
        ...{ number: at + 1, dueOn, penalty: 0, fee: 0 },
        ...{ interest: parseAmount(interest, 'CNY'), principal: parseAmount(principal, 'CNY') },
      })),
    },
  };
}

async function open(world: LenderWorld, life: Life): Promise<void> {
  const { loanId } = life;
  const terms = termsOf(life);
  const { debtorId, guarantorId, dealerId, insurerId } = terms;
  const person = (id: string | null, kind: 'person' | 'partner') =>
    id === null
      ? []
      : [
          {
            ...{ id, kind, language: 'zh-CN', timeZone: ZONE, name: `Name of ${id}` },
            ...{ phone: '+8613800000000', email: `${id.toLowerCase()}@example.com`, address: `1 ${id} Street` },
          },
        ];
  const people = [
    ...person(debtorId, 'person'),
    ...person(guarantorId, 'person'),
    ...person(dealerId, 'partner'),
    ...person(insurerId, 'partner'),
    ...(life.loan.others ?? []).flatMap((name) => person(`${name}-${loanId}`, 'person')),
    ...(life.loan.agency === true ? person(`agency-${loanId}`, 'partner') : []),
  ];
  await world.db.tx(async (q) => {
    await savePersons(q, world.sealer, people);
    const opened = { ...terms, postings: [] };
    const loan = { caseId: caseOf(life), loanId, debtorId, policyHash: terms.policy.hash, opened, hash: '' };
    await startLoans(q, [loan], world.now());
    if (life.loan.agency === true) await saveAgency(q, `agency-${loanId}`, contractOf(world, life), world.now());
  });
  await world.cases.poke(caseOf(life));
}

/** Signed by the lender: a year, more room than one loan needs, a fifth of what comes. */
const contractOf = (world: LenderWorld, { loanId }: Life): SignedCommand =>
  world.sign({
    ...{ id: `contract/${loanId}`, caseId: agencyCase(`agency-${loanId}`), type: 'agency' },
    content: { licenceUntil: '2026-12-31', maxPlacedMinor: 100_000_000, currency: 'CNY', commissionBasisPoints: 2_000 },
    actor: { id: 'mia', role: 'partnerManager', authenticated: true },
  });

function instantOf(life: Life, happening: Happening): Instant {
  if (happening.does === 'command') return instantAt(happening.on, '09:00', ZONE);
  if (happening.does === 'pay' && happening.moment === 'justDecided')
    return addMilliseconds(slotOn(policyOf(life).policy, termsOf(life).debtorId, happening.on), 30_000);
  return instantAt(happening.on, '07:00', ZONE);
}

async function post(world: LenderWorld, life: Life, posting: Posting): Promise<void> {
  const caseId = caseOf(life);
  const fact = { caseId, eventId: posting.id, type: 'posting', content: { ...posting }, quiet: false };
  await tell(world.db, [fact], world.now());
  await world.cases.poke(caseId);
}

/** The case of the loan, of its track `claim/1`, or of a partner. */
function caseFor(life: Life, track: string | null): string {
  const [kind = '', number = ''] = track?.split('/') ?? [];
  if (track !== null && kind === 'partner') return track;
  return track === null ? caseOf(life) : `${kind}/${life.loanId}/${number}`;
}

async function happen(world: LenderWorld, life: Life, happening: Happening): Promise<void> {
  const { on } = happening;
  const paymentId = (id: string): string => `${life.loanId}/payment/${id}`;
  switch (happening.does) {
    case 'pay': {
      const { id, valueDate, payer } = happening;
      const payment = { type: 'payment' as const, id: paymentId(id), valueDate, bookedOn: on };
      const amountMinor = parseAmount(happening.amount, 'CNY');
      return post(world, life, { ...payment, amountMinor, ...(payer === undefined ? {} : { payer }) });
    }
    case 'reverse':
      return post(world, life, {
        ...{ type: 'reversal', id: `${life.loanId}/reversal/${on}`, of: paymentId(happening.of), bookedOn: on },
      });
    case 'prove': {
      const caseId = caseFor(life, happening.track);
      const row = await world.db.row<{ key: string; personId: string; channel: string }>(
        `select n.key, o.person_id as "personId", o.channel from notice n join outbox o on o.id = n.outbox_id
          where n.case_id = $1 and n.step = $2 and not n.cancelled order by n.key desc limit 1`,
        [caseId, happening.step],
      );
      if (row === null) throw new Error(`${life.loanId}: no message of ${happening.step} has left by ${on}`);
      const { key, ...receivedBy } = row;
      const told = reported(
        [{ key, caseId, mustReach: true }],
        'delivered',
        world.now(),
        undefined,
        undefined,
        receivedBy,
      );
      await tell(world.db, told, world.now());
      return world.cases.poke(caseId);
    }
    case 'command': {
      const caseId = caseFor(life, happening.track);
      const { type, content, by, role } = happening;
      const id = `${caseId}/${type}/${by}/${on}`;
      const actor = { id: by, role, authenticated: true };
      // A refusal stands in the journal, and so in the table.
      await world.cases.command(world.sign({ id, caseId, type, content, actor }));
    }
  }
}

interface Planned {
  readonly at: Instant;
  readonly act: () => Promise<void>;
}

/** Plays until nothing is to come any more, or until `end`. */
export async function play(world: LenderWorld, lives: readonly Life[], end: Instant): Promise<void> {
  const planned: Planned[] = lives
    .flatMap((life) => [
      { at: instantAt(startOf(life), '06:00', ZONE), act: () => open(world, life) },
      ...life.happenings.map((happening) => ({
        at: instantOf(life, happening),
        act: () => happen(world, life, happening),
      })),
    ])
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  for (;;) {
    const waiting = await nextInstant(world.db);
    const next = [waiting, planned[0]?.at ?? null].filter((at) => at !== null).sort()[0];
    if (next === undefined || next > end) return;
    await world.skipTo(next);
    // What this instant brings by itself comes first.
    await world.settle();
    while (planned[0] !== undefined && planned[0].at <= world.now()) await planned.shift()?.act();
    await world.settle();
  }
}
