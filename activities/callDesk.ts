/** The desk that people call from: permission, script, and the call itself (docs/calls.md). */
import { createHash } from 'node:crypto';
import { SKEW_ALLOWANCE_MS } from '../domain/world.ts';
import { permit } from '../domain/contact.ts';
import type { ContactAsk, ContactEntry, ContactRules, Permission } from '../domain/contact.ts';
import { subjectOf } from '../domain/contactState.ts';
import { localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { settleRequest } from '../db/call/attempt.ts';
import { dial } from '../db/call/dial.ts';
import type { DialLine, Dialled } from '../db/call/dial.ts';
import type { CallTimes, DialAnswer, DialAsk, Script, ScriptAsk } from '../db/call/types.ts';
import { phoneMarkOf, possibleLogs } from '../db/call/log.ts';
import { personFacts, readPerson } from '../db/person.ts';
import type { PersonFacts } from '../db/person.ts';
import { sqlState } from '../db/pool.ts';
import type { Db, Queries } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import type { SignedCommand, UnsignedCommand } from '../db/signature.ts';
import type { TaskRow } from '../db/work.ts';
import type { Language } from '../policies/templates.ts';
import { RenderError } from './render.ts';
import type { RenderMessage } from './render.ts';
import { Rate } from './send/rate.ts';
import { loanRow } from './send/fields.ts';
import type { LenderFacts } from './send/fields.ts';
import type { PlaceResult, VoiceAdapter } from './voice.ts';

export interface CallDeskDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly sign: (command: UnsignedCommand) => SignedCommand;
  /** Business time. */
  readonly now: (q: Queries) => Promise<Instant>;
  /** The contact rules that a case runs under. */
  readonly rulesOf: (q: Queries, caseId: string) => Promise<ContactRules>;
  readonly renderMessage: RenderMessage;
  readonly lender: Readonly<Record<Language, LenderFacts>>;
  /** The lender's zone, by which a script is dated. */
  readonly timeZone: string;
  /** Null: people dial by hand. */
  readonly voice: VoiceAdapter | null;
  /** Telephones of collectors by actor id, E.164. */
  readonly collectorPhones?: Readonly<Record<string, string>>;
  /** Most calls placed a second. Default: no limit of ours. */
  readonly callsPerSecond?: number;
  readonly steadyMs?: () => number;
}

const e164 = /^\+[1-9]\d{6,14}$/u;
const LOCK_NOT_AVAILABLE = '55P03';

/** Short, and the same for the same key: it stands in the callback URL. */
const dialIdOf = (taskId: string, key: string): string =>
  `D${createHash('sha256').update(`${taskId}\n${key}`).digest('hex').slice(0, 19).toUpperCase()}`;

export function createCallDesk(deps: CallDeskDeps) {
  const { db, sealer, voice } = deps;
  const how = voice === null ? ('manual' as const) : ('voice' as const);
  const rate =
    deps.callsPerSecond === undefined
      ? null
      : new Rate(deps.callsPerSecond, deps.steadyMs ?? (() => performance.now()));

  const mayCall = async (
    q: Queries,
    person: PersonFacts,
    caseId: string,
    log: readonly ContactEntry[],
    contact: ContactAsk,
  ): Promise<Permission> => {
    const own = await q.row<{ own: boolean }>('select person_ids @> array[$2] as own from case_file where id = $1', [
      caseId,
      person.id,
    ]);
    const subject = subjectOf(person, own?.own === true ? 'debtor' : 'guarantor');
    return permit(await deps.rulesOf(q, caseId), subject, log, contact, { skewAllowanceMs: SKEW_ALLOWANCE_MS });
  };

  const times = async (task: TaskRow): Promise<CallTimes | null> => {
    const [person] = task.personId === null ? [] : await personFacts(db, [task.personId]);
    if (person === undefined) return null;
    const rules = await deps.rulesOf(db, task.caseId);
    const mark = await phoneMarkOf(db, person.id);
    const contact: ContactAsk = {
      ...{ channel: 'call', at: await deps.now(db), debt: task.loanId },
      ...(mark === null ? {} : { number: mark }),
    };
    let permission: Permission = { answer: 'allowed' };
    for (const log of await possibleLogs(db, person.id, mark)) {
      permission = await mayCall(db, person, task.caseId, log, contact);
      if (permission.answer !== 'allowed') break;
    }
    const hours = rules.rules.find((rule) => rule.kind === 'hours' && rule.channels.includes('call'));
    const shown = hours?.kind === 'hours' ? { opensAt: hours.opensAt, closesAt: hours.closesAt, rule: hours.id } : null;
    return { permission, hours: shown, timeZone: person.timeZone };
  };

  const place = async (dialled: Extract<Dialled, { kind: 'dialled' }>, phone: string): Promise<DialAnswer> => {
    const { attempt } = dialled;
    const answer = { kind: 'dialled', dialId: attempt.id, at: attempt.at, how } as const;
    if (voice === null) return { ...answer, request: attempt.request, code: null, phone: dialled.phone };
    // The same key again: what the first one came to. Whether a phone rang is not tried out.
    if (dialled.repeated) return { ...answer, request: attempt.request, code: attempt.code };
    const placed: PlaceResult = await voice.place({
      reference: attempt.id,
      collectorPhone: phone,
      debtorPhone: dialled.phone,
    });
    const { kind, ...rest } = placed;
    await settleRequest(db, attempt.id, { request: kind, ...rest });
    return { ...answer, request: kind, code: placed.kind === 'placed' ? null : placed.code };
  };

  return {
    how,
    times,
    async script(ask: ScriptAsk): Promise<Script> {
      const language: Language = ask.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
      const [callee, debtor] = [await readPerson(db, sealer, ask.personId), await readPerson(db, sealer, ask.debtorId)];
      if (callee?.kind !== 'open' || debtor?.kind !== 'open') return { missing: 'FORGOTTEN' };
      const [top] = ask.lines;
      if (top === undefined) return { missing: 'NO_LINES' };
      const { optOut: _optOut, ...lender } = deps.lender[language];
      try {
        const { text } = deps.renderMessage('call', ask.template, language, {
          ...lender,
          ...{ borrowerName: debtor.person.name, recipientName: callee.person.name, guarantorName: callee.person.name },
          ...{ reference: ask.reference, date: localDate(await deps.now(db), deps.timeZone), currency: top.currency },
          loans: ask.lines.filter(({ currency }) => currency === top.currency).map(loanRow),
        });
        return { text };
      } catch (error) {
        if (error instanceof RenderError) return { missing: error.message };
        throw error;
      }
    },
    async dial(ask: DialAsk): Promise<DialAnswer> {
      const { taskId, actor, key } = ask;
      const phone = ask.collectorPhone ?? deps.collectorPhones?.[actor.id];
      if (voice !== null && phone === undefined) return { kind: 'collectorPhoneMissing' };
      if (phone !== undefined && !e164.test(phone)) return { kind: 'collectorPhoneInvalid' };
      if (rate !== null && rate.allowed(1) < 1) return { kind: 'tooManyCalls' };
      rate?.take(1);
      const dialId = dialIdOf(taskId, key);
      const sign = (caseId: string, { type, content }: DialLine): SignedCommand =>
        deps.sign({ id: `${type}/${dialId}`, caseId, type, content, actor });
      try {
        const dialled = await dial(db, {
          ...{ sealer, taskId, dialId, how, sign },
          ...{ actor: actor.id, now: deps.now, timeZone: deps.timeZone },
          permitted: (q, { person, caseId, log, contact }) => mayCall(q, person, caseId, log, contact),
        });
        return dialled.kind === 'dialled' ? await place(dialled, phone ?? '') : dialled;
      } catch (error) {
        if (sqlState(error) === LOCK_NOT_AVAILABLE) return { kind: 'busy' };
        throw error;
      }
    },
  };
}

export type CallDesk = ReturnType<typeof createCallDesk>;
