// A worker with one mail in its hands, in a process of its own that the test kills.
import { createMailCarrier } from '../../activities/carrier.ts';
import { createEmailAdapter } from '../../activities/email.ts';
import { openSpool } from '../../activities/send/spool.ts';

const [port = '', folder = '', until = ''] = process.argv.slice(2);
const options = { host: '127.0.0.1', port: Number(port) };
const email = createEmailAdapter({ ...options, from: 'desk@lender.example' }, createMailCarrier(options));
const message = {
  channel: 'email',
  reference: 'M1',
  to: 'ada@example.com',
  subject: 'S',
  text: 'T',
  html: 'T',
} as const;
const spool = openSpool(folder, 'boot');
const outcome = await email.send(message, AbortSignal.timeout(30_000), () => {
  const slip = spool.ask({ id: 7, attempt: 'a1' });
  console.log('ASKED');
  // Told to wait, it never says whether the mail may leave.
  return until === 'asked' ? new Promise(() => undefined) : Promise.resolve(slip ?? true);
});
console.log(JSON.stringify(outcome));
