/**
 * A million generated attempts, each answered by the core and by brute force; closes with the number of violations
 * (allowed where the oracle forbids) and of other differences. Exit code 1 if there is any.
 */
import { permit } from '../domain/contact.ts';
import { contactRules } from '../policies/contact.ts';
import { attempts } from '../test/oracle/attempts.ts';
import { agree, bruteForce } from '../test/oracle/contact.ts';

const wanted = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 20260302);
const counts = { allowed: 0, notBefore: 0, never: 0 };
let moved = 0;
let violations = 0;
let differences = 0;
let permitNs = 0n;
let done = 0;

for (const { set, subject, log, ask, skewMs } of attempts(seed)) {
  const rules = contactRules(set);
  const begun = process.hrtime.bigint();
  const permission = permit(rules, subject, log, ask, { skewAllowanceMs: skewMs });
  permitNs += process.hrtime.bigint() - begun;
  const verdict = bruteForce(set, subject, log, ask, skewMs);
  counts[permission.answer] += 1;
  if (subject.timeZones !== undefined) moved += 1;
  if (!agree(permission, verdict)) {
    if (permission.answer === 'allowed') violations += 1;
    else differences += 1;
    if (violations + differences <= 5)
      console.log(JSON.stringify({ set, subject, log, ask, skewMs, permission, verdict }));
  }
  done += 1;
  if (done === wanted) break;
}

console.log(
  `${done} attempts (seed ${seed}): ${counts.allowed} allowed, ${counts.notBefore} not before, ${counts.never} never; ` +
    `${moved} of them with people who move`,
);
console.log(`${violations} violations, ${differences} other differences`);
console.log(`permit: ${(Number(permitNs) / 1000 / done).toFixed(1)} µs each (limit 50 µs)`);
process.exitCode = violations + differences > 0 ? 1 : 0;
