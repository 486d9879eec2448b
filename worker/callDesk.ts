import { createCallDesk } from '../activities/callDesk.ts';
import type { CallDesk } from '../activities/callDesk.ts';
import { createRenderMessage } from '../activities/render.ts';
import { createVoiceAdapter } from '../activities/voice.ts';
import { contactRulesId } from '../db/call/loans.ts';
import { businessNow } from '../db/outbox.ts';
import type { Db } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import type { SignedCommand, UnsignedCommand } from '../db/signature.ts';
import { contactRules } from '../policies/contact.ts';
import { loadTemplates } from '../policies/templates.ts';
import { lenderFacts } from './lender.ts';

/** Click-to-call; left out, people dial by hand. */
export interface VoiceSettings {
  readonly accountSid: string;
  readonly authToken: string;
  readonly baseUrl?: string;
  /** Number that both phones see, E.164. */
  readonly from: string;
  /** Telephones of collectors by actor id, E.164. */
  readonly collectorPhones: Readonly<Record<string, string>>;
}

export interface DeskOptions {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly sign: (command: UnsignedCommand) => SignedCommand;
  readonly timeZone: string;
  readonly voice?: VoiceSettings;
  /** Most calls a second, by hand or by click; left out: no limit of ours. */
  readonly callsPerSecond?: number;
  /** Where the provider posts what becomes of calls. */
  readonly statusCallbackUrl: string;
  readonly wallNow?: () => string;
}

/** A variable of the voice settings cannot be read. */
export class VoiceSettingInvalid extends Error {
  readonly code = 'SETTING_INVALID';
  constructor(name: string, remedy: string) {
    super(`${name} cannot be read: ${remedy}`);
    this.name = 'VoiceSettingInvalid';
  }
}

/** `TWILIO_VOICE_FROM` and what goes with it; undefined when calls are dialled by hand. @throws VoiceSettingInvalid */
export function voiceSettings(
  account: Pick<VoiceSettings, 'accountSid' | 'authToken' | 'baseUrl'>,
  env: NodeJS.ProcessEnv = process.env,
): VoiceSettings | undefined {
  const from = env['TWILIO_VOICE_FROM'];
  if (from === undefined || from === '') return undefined;
  const { accountSid, authToken, baseUrl } = account;
  return {
    ...{ accountSid, authToken, from, ...(baseUrl === undefined ? {} : { baseUrl }) },
    collectorPhones: phonesOf(env['RECOUP_COLLECTOR_PHONES'] ?? ''),
  };
}

/** `liu.yang=+8613800000000,chen.jing=+8613800000001` */
function phonesOf(text: string): Record<string, string> {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry): [string, string] => {
      const [id = '', phone = ''] = entry.split('=');
      if (id === '' || !/^\+[1-9]\d{6,14}$/u.test(phone))
        throw new VoiceSettingInvalid('RECOUP_COLLECTOR_PHONES', 'write id=+8613800000000, separated by commas');
      return [id, phone];
    });
  return Object.fromEntries(entries);
}

/** Puts the desk together from the real parts. Scripts are texts: nothing is typeset for them. */
export function assembleCallDesk(options: DeskOptions): CallDesk & { close(): Promise<void> } {
  const { db, sealer, sign, timeZone, voice: settings, statusCallbackUrl, callsPerSecond } = options;
  const voice = settings === undefined ? null : createVoiceAdapter({ ...settings, statusCallbackUrl });
  const desk = createCallDesk({
    ...{ db, sealer, sign, timeZone, voice, lender: lenderFacts() },
    now: (q) => businessNow(q, options.wallNow?.() ?? new Date().toISOString()),
    rulesOf: async (q, caseId) => contactRules(await contactRulesId(q, caseId)),
    renderMessage: createRenderMessage(loadTemplates(), () => new Uint8Array()),
    ...(settings === undefined ? {} : { collectorPhones: settings.collectorPhones }),
    ...(callsPerSecond === undefined ? {} : { callsPerSecond }),
  });
  return { ...desk, close: () => voice?.close() ?? Promise.resolve() };
}
