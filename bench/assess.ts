// Loan-days a minute on one core: each day is assessed from scratch, from the contract and all postings. Counted in
// minutes of processor time (all threads of the process), so that other work on the machine does not blur the figure.
import { assess } from '../domain/assess.ts';
import { addDays } from '../domain/date.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Contract } from '../domain/contract.ts';
import type { Posting } from '../domain/posting.ts';
import { DEFAULT_RULES } from '../domain/rules.ts';
import { scheduleOf } from '../domain/schedule.ts';

const limitPerMinute = 1_000_000;
const seconds = Number(process.env['BENCH_SECONDS'] ?? '10');
const instalmentCount = 36;
const paymentCount = 21;
const daysPerLoan = 1200;

interface BenchLoan {
  readonly contract: Contract;
  readonly postings: readonly Posting[];
}

/** A loan of 36 instalments with 24 postings: 21 payments (some late, one partial), a reversal, a pause, a charge. */
function loanNumber(seed: number): BenchLoan {
  const disbursedOn = addDays('2024-01-05', seed % 28);
  const terms = { principalMinor: 10_000_000 + seed * 137, annualRate: '0.0875', months: instalmentCount, disbursedOn };
  const instalments = scheduleOf({ kind: 'equalInstalment', ...terms });
  const payments = instalments.slice(0, paymentCount).map(({ dueOn, principal, interest }, at): Posting => {
    const valueDate = addDays(dueOn, (at * 7 + seed) % 40);
    const amountMinor = at === 9 ? principal : principal + interest;
    return { type: 'payment', id: `p${at}`, valueDate, bookedOn: addDays(valueDate, at % 3), amountMinor };
  });
  const dueOn = (at: number): PlainDate => instalments[at]?.dueOn ?? disbursedOn;
  const postings: Posting[] = [
    ...payments,
    { type: 'reversal', id: 'r1', of: 'p11', bookedOn: addDays(dueOn(13), 3) },
    { type: 'pause', id: 'h1', from: addDays(dueOn(14), 5), to: addDays(dueOn(15), 5), bookedOn: dueOn(14) },
    {
      type: 'charge',
      id: 'c1',
      instalment: 13,
      component: 'penalty',
      amountMinor: 2500,
      valueDate: addDays(dueOn(13), 10),
      bookedOn: addDays(dueOn(13), 10),
    },
  ];
  return { contract: { currency: 'CNY', disbursedOn, instalments }, postings };
}

const loans = Array.from({ length: 50 }, (_, seed) => loanNumber(seed));
const days = Array.from({ length: daysPerLoan }, (_, day) => addDays('2024-01-05', day));

let assessed = 0;
let overdue = 0;
let peakRssBytes = 0;
const cpuAtStart = process.cpuUsage();
const started = performance.now();
const until = started + seconds * 1000;
for (let round = 0; performance.now() < until; round++) {
  const loan = loans[round % loans.length];
  if (loan === undefined) break;
  for (const day of days) {
    if (assess(loan.contract, DEFAULT_RULES, loan.postings, day).overdueDays > 0) overdue++;
    assessed++;
  }
  peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
}
const wallMilliseconds = performance.now() - started;
const { user, system } = process.cpuUsage(cpuAtStart);
const perMinute = Math.round((assessed / (user + system)) * 60_000_000);
const perWallMinute = Math.round((assessed / wallMilliseconds) * 60_000);
const ratio = perMinute / limitPerMinute;
const megabytes = (peakRssBytes / 1_048_576).toFixed(0);
console.log(
  `assess: ${perMinute.toLocaleString('en-US')} loan-days a minute on one core ` +
    `(${instalmentCount} instalments, ${loans[0]?.postings.length ?? 0} postings; ${assessed} assessed, ${overdue} overdue), ` +
    `${ratio.toFixed(2)} × the limit of ${limitPerMinute.toLocaleString('en-US')} (${perWallMinute.toLocaleString('en-US')} by the clock on the wall); peak rss ${megabytes} MB`,
);
if (ratio < 1) process.exitCode = 1;
