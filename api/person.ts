/** Contact with a person over all their debts: where it stands, what is permitted now, and what becomes known of it. */
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contactFacts, recordContactFact } from '../db/contactFact.ts';
import type { Recorded } from '../db/contactFact.ts';
import { contactLog } from '../db/contactLog.ts';
import { personFacts, readPerson } from '../db/person.ts';
import type { PersonFacts } from '../db/person.ts';
import { correctAddress, openCasesOf } from '../db/personContact.ts';
import type { CaseOfPerson } from '../db/personContact.ts';
import { CHANNELS } from '../domain/contact.ts';
import { debtOf, subjectOf } from '../domain/contactState.ts';
import type { ContactEntry } from '../domain/contact.ts';
import type { Instant } from '../domain/instant.ts';
import { mayContact } from '../domain/world.ts';
import { contactRules } from '../policies/contact.ts';
import { actorOf, idempotencyKey } from './actor.ts';
import { addressShape, emailShape, idShape, languageShape, nowOf, openObject, phoneShape } from './context.ts';
import type { Language, Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { idReused, poke } from './give.ts';
import { maskName, maskPhone } from './mask.ts';
import { contactBody, contentOf } from './personBody.ts';
import { Problem, refusal } from './problem.ts';
import { localInstant } from './showLoan.ts';
import { codeWords, said } from './words/codes.ts';
import { dictionaries } from './words/index.ts';

const SHOWN_ROWS = 50;
const params = z.object({ id: idShape });
const response = { 200: openObject };

export function personRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/persons/:id/contact',
    {
      schema: {
        ...{ summary: 'Where contact stands, and what is permitted now', tags: ['people'], params, response },
        querystring: z.object({ lang: languageShape.default('zh-CN') }),
      },
    },
    async ({ params: { id }, query: { lang } }) => shown(deps, id, lang),
  );
  app.post(
    '/persons/:id/contact',
    {
      schema: {
        summary: 'A fact about contact: hold, release, consent, agreed or inconvenient time, move …',
        tags: ['people'],
        params,
        body: contactBody,
        response,
      },
    },
    async (request) => {
      const { id: personId } = request.params;
      const person = await factsOf(deps, personId);
      const { body } = request;
      if ('debt' in body && body.debt !== undefined) await checkDebt(deps, personId, body.debt);
      const at = await nowOf(deps);
      const fact = { ...named(request), personId, at };
      const content = contentOf(body, person.timeZone, at);
      const recorded = await deps.db.tx((q) => recordContactFact(q, { ...fact, content }));
      return answered(deps, fact.id, personId, recorded);
    },
  );
  app.post(
    '/persons/:id/address',
    {
      schema: {
        summary: 'Correct a phone number or an address; what failed before does not count against the new one',
        tags: ['people'],
        params,
        body: z
          .strictObject({
            phone: phoneShape.optional(),
            email: emailShape.optional(),
            address: addressShape.optional(),
          })
          .refine((body) => Object.values(body).some((value) => value !== undefined), 'give phone, email or address'),
        response,
      },
    },
    async (request) => {
      const { id: personId } = request.params;
      const { phone, email, address } = request.body;
      const addresses = {
        ...(phone === undefined ? {} : { phone }),
        ...(email === undefined ? {} : { email }),
        ...(address === undefined ? {} : { address }),
      };
      const fact = { ...named(request), personId, at: await nowOf(deps) };
      const recorded = await deps.db.tx((q) => correctAddress(q, deps.sealer, fact, addresses));
      if (recorded.kind === 'forgotten')
        throw new Problem(
          409,
          'PERSON_FORGOTTEN',
          `the person ${personId} was forgotten for good`,
          'use a new id if they may be taken in again',
        );
      return answered(deps, fact.id, personId, recorded);
    },
  );
}

/** Id and author of a fact that is asked for. */
function named(request: FastifyRequest): { readonly id: string; readonly actor: string } {
  const { id, role } = actorOf(request);
  return { id: idempotencyKey(request) ?? randomUUID(), actor: `${id};${role}` };
}

const unknown = (id: string): Problem =>
  new Problem(404, 'PERSON_UNKNOWN', `there is no person ${id}`, 'check the id; recoup loan show names the parties');

async function factsOf(deps: ApiDeps, id: string): Promise<PersonFacts> {
  const [person] = await personFacts(deps.db, [id]);
  if (person === undefined) throw unknown(id);
  return person;
}

async function checkDebt(deps: ApiDeps, personId: string, debt: string): Promise<void> {
  const cases = await openCasesOf(deps.db, personId);
  if (cases.some(({ caseId }) => debtOf(caseId) === debt)) return;
  const known = [...new Set(cases.map(({ caseId }) => debtOf(caseId)))].join(', ');
  const remedy = known === '' ? 'leave it out: every debt' : `name one of ${known}, or leave it out: every debt`;
  throw new Problem(422, 'DEBT_UNKNOWN', `${personId} has no open loan ${debt}`, remedy, 'debt');
}

/** What became of a fact; the cases it was told to are woken. */
async function answered(
  deps: ApiDeps,
  id: string,
  personId: string,
  recorded: Recorded,
): Promise<Record<string, unknown>> {
  switch (recorded.kind) {
    case 'unknown':
      throw unknown(personId);
    case 'reused':
      throw idReused(id);
    case 'refused': {
      const { code, reason, remedy, field } = recorded;
      throw new Problem(refusal({ ok: false, code, reason, remedy }).status, code, reason, remedy, field);
    }
    case 'duplicate':
      return { id, person: personId, duplicate: true, told: [] };
    case 'recorded': {
      const { woken } = recorded;
      await Promise.all(woken.map((caseId) => poke(deps, caseId)));
      return { id, person: personId, duplicate: false, told: woken };
    }
  }
}

async function shown(deps: ApiDeps, id: string, lang: Language): Promise<Record<string, unknown>> {
  const facts = await factsOf(deps, id);
  const [read, now, cases, logs, rows] = await Promise.all([
    readPerson(deps.db, deps.sealer, id),
    nowOf(deps),
    openCasesOf(deps.db, id),
    contactLog(deps.db, [id]),
    contactFacts(deps.db, id, SHOWN_ROWS),
  ]);
  const { kind, language, timeZone, channels, contact } = facts;
  const log = logs.get(id) ?? [];
  const local = (at: Instant): string => localInstant(at, timeZone);
  const open = read?.kind === 'open' ? read.person : null;
  return {
    ...{ id, kind, language, timeZone, channels, contact, now },
    ...(open === null ? { forgotten: true } : { name: kind === 'partner' ? open.name : maskName(open.name) }),
    ...(open?.phone === undefined ? {} : { phone: maskPhone(open.phone) }),
    permissions: cases.map((one) => permissionsOf(facts, one, log, now)),
    facts: rows.map((row) => ({ ...row, local: local(row.at) })),
    log: log
      .slice(-SHOWN_ROWS)
      .reverse()
      .map(({ person: _person, ...entry }) => ({ ...entry, ...wordsOf(entry, lang), local: local(entry.at) })),
  };
}

/** A contact of the log in words. */
function wordsOf(
  { channel, direction = 'outbound', result }: ContactEntry,
  language: Language,
): Record<string, unknown> {
  const { contactResult, contactDirection } = codeWords[language];
  return {
    channelText: said(dictionaries[language].channel, channel),
    directionText: said(contactDirection, direction),
    resultText: said(contactResult, result),
  };
}

/** May we, now, on each channel, about this case? */
function permissionsOf(
  person: PersonFacts,
  { caseId, contactRules: rulesId, own }: CaseOfPerson,
  log: readonly ContactEntry[],
  now: Instant,
): Record<string, unknown> {
  const role = own ? 'debtor' : 'guarantor';
  const { id, kind, channels, timeZone } = person;
  const asked = { id, kind, channels, subject: subjectOf(person, role), log };
  const rules = { contactRules: contactRules(rulesId) };
  return {
    ...{ case: caseId, loan: debtOf(caseId), role, rules: rulesId },
    channels: Object.fromEntries(
      CHANNELS.map((channel) => {
        if (!channels.includes(channel)) return [channel, { answer: 'noAddress' }];
        const permission = mayContact(rules, asked, channel, debtOf(caseId), now);
        if (permission.answer !== 'notBefore') return [channel, permission];
        return [channel, { ...permission, local: localInstant(permission.at, timeZone) }];
      }),
    ),
  };
}
