import { expect, test } from 'vitest';
import { readMail } from '../../activities/emailReport.ts';
import type { ReadReport } from '../../activities/emailReport.ts';
import { addressedTo, meaningOf, returnAddress } from '../../activities/emailReturn.ts';
import { createSealer } from '../../db/seal.ts';

interface Parts {
  readonly fields?: string;
  readonly type?: string;
  readonly headers?: string;
  readonly encoding?: string;
}

/** A report with these fields about its one recipient. */
const mail = ({ fields = '', type = 'message/delivery-status', headers = '', encoding = '' }: Parts): Buffer => {
  const lines = [
    'From: MAILER-DAEMON@mx.example',
    'To: <bounce+R1.x@lender.example>',
    ...(headers === '' ? [] : [headers]),
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=shift_jis',
    '',
    '\x8d\x95\x82\xb7',
    '--b',
    `Content-Type: ${type}`,
    ...(encoding === '' ? [] : [`Content-Transfer-Encoding: ${encoding}`]),
    '',
    fields,
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
};
const about = (action: string, status: string, more = ''): string =>
  [
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; a@b.example',
    `Action: ${action}`,
    `Status: ${status}`,
    more,
  ].join('\r\n');
const report = (action: string, status: string): ReadReport => ({ kind: 'report', action, status }) as ReadReport;

const reports: readonly (readonly [string, Buffer, ReadReport])[] = [
  ['an unknown mailbox', mail({ fields: about('failed', '5.1.1') }), report('failed', '5.1.1')],
  [
    'words after the status',
    mail({ fields: about('Failed (by us)', '5.2.2 (mailbox full)') }),
    report('failed', '5.2.2'),
  ],
  [
    'a folded diagnosis',
    mail({ fields: about('failed', '5.1.1', 'Diagnostic-Code: smtp;\r\n Status: 2.0.0\r\n') }),
    report('failed', '5.1.1'),
  ],
  [
    'UTF-8 fields (RFC 6533)',
    mail({ fields: about('delayed', '4.4.1'), type: 'message/global-delivery-status' }),
    report('delayed', '4.4.1'),
  ],
  [
    'fields in base64',
    mail({ fields: Buffer.from(about('failed', '5.1.10')).toString('base64'), encoding: 'base64' }),
    report('failed', '5.1.10'),
  ],
  [
    'fields with bytes of no charset',
    mail({ fields: about('failed', '5.1.1', 'Diagnostic-Code: smtp; \xff\xfe\x80') }),
    report('failed', '5.1.1'),
  ],
  [
    'two recipients, of whom one failed',
    mail({ fields: `${about('relayed', '2.0.0')}\r\n\r\n${about('failed', '5.1.2')}` }),
    report('failed', '5.1.2'),
  ],
  ['delivered', mail({ fields: about('delivered', '2.1.5') }), report('delivered', '2.1.5')],
  ['a status that is none', mail({ fields: about('failed', '550') }), { kind: 'unreadable' }],
  ['an action that is none', mail({ fields: about('exploded', '5.1.1') }), { kind: 'unreadable' }],
  ['no fields', mail({}), { kind: 'unreadable' }],
  ['no part for them', mail({ fields: about('failed', '5.1.1'), type: 'text/html' }), { kind: 'unreadable' }],
  ['nothing at all', Buffer.alloc(0), { kind: 'autoReply' }],
  [
    'bytes that are no mail',
    Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 7919) % 256)),
    { kind: 'autoReply' },
  ],
  [
    'a server that writes prose',
    Buffer.from('From: MAILER-DAEMON@x.example\r\n\r\nno such user\r\n'),
    { kind: 'unreadable' },
  ],
  [
    'an answering machine',
    Buffer.from('From: a@b.example\r\nAuto-Submitted: auto-replied\r\n\r\nI am away, status 5.1.1\r\n'),
    { kind: 'autoReply' },
  ],
  [
    'a person who answers',
    Buffer.from('From: a@b.example\r\nSubject: Re: 5.1.1\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n'),
    { kind: 'autoReply' },
  ],
];
test.each(reports)('%s is read', async (_, raw, read) => {
  expect((await readMail(raw)).read).toEqual(read);
});

test('its recipients are found in every header that a server puts them in', async () => {
  const headers = 'Delivered-To: keeper@lender.example\r\nX-Original-To: bounce+R2.y@lender.example';
  const { recipients } = await readMail(mail({ fields: about('failed', '5.1.1'), headers }));
  expect(recipients).toEqual(['bounce+R1.x@lender.example', 'keeper@lender.example', 'bounce+R2.y@lender.example']);
});

const meanings: readonly (readonly [string, string, string, 'fails' | 'stays' | null])[] = [
  // action, status, verdict, what becomes of the address; null: the message is told nothing
  ['failed', '5.1.1', 'failed', 'fails'],
  ['failed', '5.1.10', 'failed', 'fails'],
  ['failed', '5.2.1', 'failed', 'fails'],
  ['failed', '5.4.4', 'failed', 'fails'],
  ['failed', '5.0.0', 'failed', 'fails'],
  ['failed', '5.2.2', 'mailboxFull', 'stays'],
  ['failed', '5.2.3', 'failed', 'stays'],
  ['failed', '5.3.4', 'failed', 'stays'],
  ['failed', '5.6.1', 'failed', 'stays'],
  ['failed', '5.7.1', 'failed', 'stays'],
  ['failed', '4.4.7', 'gaveUp', 'stays'],
  ['delayed', '4.4.1', 'delayed', null],
  ['delayed', '5.1.1', 'delayed', null],
  ['relayed', '2.0.0', 'relayed', null],
  ['expanded', '2.0.0', 'relayed', null],
];
test.each(meanings)('%s %s is %s, and the address %s', (action, status, verdict, address) => {
  const said = address === null ? null : { kind: 'failed', code: `BOUNCE_${status}`, badAddress: address === 'fails' };
  expect(meaningOf(report(action, status), '<R1@x>')).toEqual({ verdict, status, said });
});

test('a full mailbox rules the address out where the lender has it so', () => {
  expect(meaningOf(report('failed', '5.2.2'), '', 'permanent').said).toMatchObject({ badAddress: true });
});

const sealer = createSealer(Buffer.alloc(32, 1).toString('base64'));
const address = returnAddress(sealer, 'bounce', 'R0123456789A', 'lender.example');

test('a return address fits into the 64 characters of a local part', () => {
  expect(address.indexOf('@')).toBeLessThanOrEqual(64);
  expect(returnAddress(sealer, 'unsubscribe', 'R0123456789A', 'x.example').indexOf('@')).toBeLessThanOrEqual(64);
});

test.each([
  ['as given', address, 'R0123456789A'],
  ['in lower case', address.toLowerCase(), 'r0123456789a'],
  ['in upper case', address.toUpperCase(), 'R0123456789A'],
  ['of another domain', address.replace('lender', 'other'), null],
  ['of another message', address.replace('9A', '9B'), null],
  ['with another hash', address.replace(/.(?=@)/u, (last) => (last === '0' ? '1' : '0')), null],
  ['without a hash', 'bounce+R0123456789A@lender.example', null],
  ['for another use', address.replace('bounce', 'unsubscribe'), null],
  [
    'of another deployment',
    returnAddress(createSealer(Buffer.alloc(32, 2).toString('base64')), 'bounce', 'R0123456789A', 'lender.example'),
    null,
  ],
  ['with two at signs', `${address}@x`, null],
  ['empty', '', null],
])('a return address %s belongs to %s', (_, given, reference) => {
  expect(addressedTo(sealer, 'lender.example', given)?.reference ?? null).toBe(reference);
});
