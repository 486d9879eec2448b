// Twilio's Message and Call resources as its API 2010-04-01 writes them (published OpenAPI: twilio_api_v2010).
import { randomBytes } from 'node:crypto';

export const apiVersion = '2010-04-01';

export type Status = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'received';

/** What the sandbox keeps of a text. Instants are ISO 8601 in UTC. */
export type Text = {
  sid: string;
  direction: 'outbound-api' | 'inbound';
  from: string;
  to: string;
  body: string;
  messagingServiceSid: string | null;
  statusCallback: string | null;
  status: Status;
  errorCode: number | null;
  createdAt: string;
  sentAt: string | null;
  updatedAt: string;
};

/** `initiated` is told by callbacks alone: the resource says `queued` until the phone rings. */
export type CallStatus =
  'queued' | 'initiated' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** What the sandbox keeps of a call. */
export type Call = {
  sid: string;
  from: string;
  to: string;
  direction: 'outbound-api' | 'outbound-dial';
  /** The call that dialled this one. */
  parentSid: string | null;
  status: CallStatus;
  statusCallback: string | null;
  /** `human` or `machine_start`, where it was asked for and somebody answered. */
  answeredBy: string | null;
  /** Callbacks told so far. */
  sequence: number;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  updatedAt: string;
};

/** A new identifier as Twilio gives them: two letters and 32 hexadecimal digits. */
export const newSid = (kind: 'SM' | 'CA'): string => kind + randomBytes(16).toString('hex');

export const errorWords: Readonly<Record<number, string>> = {
  20003: 'Authenticate',
  20404: 'The requested resource was not found',
  20429: 'Too Many Requests',
  20503: 'Service unavailable',
  21201: "No 'To' number is specified",
  21205: 'Url parameter is required',
  21213: "'From' phone number is required",
  21214: "'To' phone number cannot be reached",
  21211: "Invalid 'To' phone number",
  21602: 'Message body is required',
  21603: "A 'From' phone number is required",
  21604: "A 'To' phone number is required",
  21610: 'Attempt to send to unsubscribed recipient',
  21614: "'To' number is not a valid mobile number",
  21617: 'The concatenated message body exceeds the 1600 character limit',
  30003: 'Unreachable destination handset',
  30004: 'Message blocked',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Carrier violation',
  30008: 'Unknown error',
};

/** Twilio's error body. */
export const errorBody = (status: number, code: number): object => ({
  code,
  message: errorWords[code] ?? 'Error',
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});

/** RFC 2822 in GMT, as `Wed, 19 Jun 2019 22:04:00 +0000`. */
const rfc2822 = (instant: string | null): string | null =>
  instant === null ? null : new Date(instant).toUTCString().replace('GMT', '+0000');

const gsmAlphabet = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà]*$/;

/** Segments that a text is billed as: 160 or 153 septets, or 70 or 67 UCS-2 units when a sign is outside GSM 03.38. */
export const segmentsOf = (body: string): number => {
  const [whole, part] = gsmAlphabet.test(body) ? [160, 153] : [70, 67];
  return body.length <= whole ? 1 : Math.ceil(body.length / part);
};

const base = (accountSid: string): string => `/${apiVersion}/Accounts/${accountSid}`;

export const messageResource = (text: Text, accountSid: string): object => {
  const at = `${base(accountSid)}/Messages/${text.sid}`;
  return {
    account_sid: accountSid,
    api_version: apiVersion,
    body: text.body,
    date_created: rfc2822(text.createdAt),
    date_sent: rfc2822(text.sentAt),
    date_updated: rfc2822(text.updatedAt),
    direction: text.direction,
    error_code: text.errorCode,
    error_message: text.errorCode === null ? null : (errorWords[text.errorCode] ?? null),
    from: text.from,
    messaging_service_sid: text.messagingServiceSid,
    num_media: '0',
    num_segments: String(segmentsOf(text.body)),
    price: null,
    price_unit: 'USD',
    sid: text.sid,
    status: text.status,
    subresource_uris: { media: `${at}/Media.json` },
    to: text.to,
    uri: `${at}.json`,
  };
};

export const callResource = (call: Call, accountSid: string): object => ({
  sid: call.sid,
  date_created: rfc2822(call.createdAt),
  date_updated: rfc2822(call.updatedAt),
  parent_call_sid: call.parentSid,
  account_sid: accountSid,
  to: call.to,
  to_formatted: call.to,
  from: call.from,
  from_formatted: call.from,
  phone_number_sid: null,
  status: call.status === 'initiated' ? 'queued' : call.status,
  start_time: rfc2822(call.startedAt),
  end_time: rfc2822(call.endedAt),
  duration:
    call.startedAt === null || call.endedAt === null
      ? null
      : String(Math.round((Date.parse(call.endedAt) - Date.parse(call.startedAt)) / 1000)),
  price: null,
  price_unit: 'USD',
  direction: call.direction,
  answered_by: call.answeredBy,
  api_version: apiVersion,
  forwarded_from: null,
  group_sid: null,
  caller_name: null,
  queue_time: '0',
  trunk_sid: null,
  uri: `${base(accountSid)}/Calls/${call.sid}.json`,
  subresource_uris: {},
});

/** A page of a list, newest first, with Twilio's paging links; `kind` is the last part of its path. */
export const listResource = (
  kind: 'Messages' | 'Calls',
  rows: readonly object[],
  accountSid: string,
  query: URLSearchParams,
): object => {
  const pageSize = Math.min(1000, Math.max(1, Number(query.get('PageSize') ?? 50) || 50));
  const index = Math.max(0, Number(query.get('Page') ?? 0) || 0);
  const start = index * pageSize;
  const slice = rows.slice(start, start + pageSize);
  const link = (number: number): string => {
    const other = new URLSearchParams(query);
    other.set('PageSize', String(pageSize));
    other.set('Page', String(number));
    return `${base(accountSid)}/${kind}.json?${other.toString()}`;
  };
  return {
    [kind.toLowerCase()]: slice,
    start,
    end: start + Math.max(0, slice.length - 1),
    page: index,
    page_size: pageSize,
    first_page_uri: link(0),
    next_page_uri: start + pageSize < rows.length ? link(index + 1) : null,
    previous_page_uri: index > 0 ? link(index - 1) : null,
    uri: link(index),
  };
};
