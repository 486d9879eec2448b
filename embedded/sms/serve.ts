// The SMS sandbox as a process of its own, for docker-compose.yml: `node embedded/sms/serve.ts`.
import { startSmsSandbox } from '../sms-sandbox.ts';

const { env } = process;
const sandbox = await startSmsSandbox({
  host: env['SMS_SANDBOX_HOST'] ?? '127.0.0.1',
  port: Number(env['SMS_SANDBOX_PORT'] ?? 8026),
  say: (line) => console.log(line),
  ...(env['SMS_SANDBOX_LEDGER'] === undefined ? {} : { ledgerFile: env['SMS_SANDBOX_LEDGER'] }),
  ...(env['SMS_INBOUND_URL'] === undefined ? {} : { inboundUrl: env['SMS_INBOUND_URL'] }),
  ...(env['TWILIO_ACCOUNT_SID'] === undefined ? {} : { accountSid: env['TWILIO_ACCOUNT_SID'] }),
  ...(env['TWILIO_AUTH_TOKEN'] === undefined ? {} : { authToken: env['TWILIO_AUTH_TOKEN'] }),
});
console.log(`SMS sandbox: ${sandbox.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.stop());
