// The sandbox's answers and the requests it takes, against the OpenAPI document that Twilio publishes.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSmsSandbox, type SmsSandbox } from '../../embedded/sms-sandbox.ts';
import { until } from './twilio.ts';

const file = 'node_modules/@twilio-alpha/mcp/twilio-oai/spec/json/twilio_api_v2010.json';
const published = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type list. */
const asJsonSchema = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Record<string, unknown>;
  const plain = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asJsonSchema(value)]));
  return nullable === true && typeof plain['type'] === 'string' ? { ...plain, type: [plain['type'], 'null'] } : plain;
};

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(asJsonSchema(JSON.parse(published)) as object, 'twilio');

const schemaOf = (path: string, method: string, status: string): ValidateFunction => {
  const place = ['paths', path, method, 'responses', status, 'content', 'application/json', 'schema'];
  const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  return ajv.compile({ $ref: `twilio#/${pointer}` });
};

const messages = '/2010-04-01/Accounts/{AccountSid}/Messages.json';
const message = '/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json';
const calls = '/2010-04-01/Accounts/{AccountSid}/Calls.json';
const call = '/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json';

let sandbox: SmsSandbox;
beforeAll(async () => {
  sandbox = await startSmsSandbox();
});
afterAll(() => sandbox.stop());

const ask = async (path: string, form?: Record<string, string>, sid = ''): Promise<Record<string, unknown>> => {
  const url = sandbox.url + path.replace('{AccountSid}', sandbox.accountSid).replace('{Sid}', sid);
  const authorization = `Basic ${Buffer.from(`${sandbox.accountSid}:${sandbox.authToken}`).toString('base64')}`;
  const posted = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
  const answer = await fetch(url, { headers: { authorization }, ...posted });
  return (await answer.json()) as Record<string, unknown>;
};

const text = { From: '+861065550000', To: '+8613800000001', Body: '您好' };
const faultsOf = (validate: ValidateFunction, body: object): unknown => (validate(body) ? [] : validate.errors);

test.each([
  ['a created message', messages, 'post', '201', () => ask(messages, text)],
  ['a list of messages', messages, 'get', '200', () => ask(messages)],
  ['a list of calls', calls, 'get', '200', () => ask(calls)],
  ['a created call', calls, 'post', '201', () => ask(calls, { ...text, Twiml: '<Response/>' })],
])('%s has the published shape', async (_what, path, method, status, request) => {
  const validate = schemaOf(path, method, status);
  const body = await request();
  expect(faultsOf(validate, body)).toEqual([]);
  expect(faultsOf(validate, { ...body, sid: 7, messages: 7, calls: 7 })).not.toEqual([]);
});

test.each(['+8613800000001', '+8613800030005'])('a message to %s has the published shape to its end', async (To) => {
  const { sid } = await ask(messages, { ...text, To });
  await until(() => sandbox.texts(To)[0]?.status !== 'queued' && sandbox.texts(To)[0]?.status !== 'sent');
  const body = await ask(message, undefined, String(sid));
  expect(faultsOf(schemaOf(message, 'get', '200'), body)).toEqual([]);
  const properties = Object.keys(
    (JSON.parse(published) as Published).components.schemas['api.v2010.account.message'].properties,
  );
  expect(Object.keys(body).sort()).toEqual(properties.sort());
});

test('a call has the published shape to its end', async () => {
  const { sid } = await ask(calls, { ...text, Url: 'http://127.0.0.1/voice' });
  await until(() => sandbox.calls()[0]?.status === 'completed');
  expect(faultsOf(schemaOf(call, 'get', '200'), await ask(call, undefined, String(sid)))).toEqual([]);
});

type Published = { components: { schemas: { 'api.v2010.account.message': { properties: object } } } };
