// `recoup person …`: contact with one person over all their debts.
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import type { Body } from './http.ts';
import { exitCodes, languageOf, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';
import { personLines } from './personText.ts';

type Given = Flags & Readonly<Record<string, unknown>>;

interface Fact {
  readonly name: string;
  readonly what: string;
  /** Arguments after the person. */
  readonly args: readonly string[];
  readonly options: readonly (readonly [flags: string, what: string])[];
  readonly example: string;
  /** The body that is sent; `values` are the arguments. */
  readonly body: (values: readonly string[], flags: Given) => object;
}

const channels = '<channels>';
const split = (value: unknown): string[] => (typeof value === 'string' ? value.split(',') : []);
const optional = (field: string, value: unknown): object => (value === undefined ? {} : { [field]: value });
const listOf = (field: string, value: unknown): object => (value === undefined ? {} : { [field]: split(value) });

const timesOptions: Fact['options'] = [
  ['--weekdays <days>', '1 Monday to 7 Sunday, such as 1,2,3; default: every day'],
  ['--channels <channels>', 'such as sms,call; default: every channel'],
  ['--from <when>', 'from this date or instant on'],
  ['--until <when>', 'before this date or instant'],
];

/** `20:00-22:30`. @throws Unreachable */
function timesOf([range = '']: readonly string[], { weekdays, channels: on, from, until }: Given): object {
  const match = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(range);
  if (match === null) throw new Unreachable(`${range} is no range of times`, 'write it as 20:00-22:30');
  return {
    ...{ from: match[1], to: match[2] },
    ...(weekdays === undefined ? {} : { weekdays: split(weekdays).map(Number) }),
    ...{ ...listOf('channels', on), ...optional('validFrom', from), ...optional('validUntil', until) },
  };
}

const facts: readonly Fact[] = [
  {
    name: 'hold',
    what: 'stop contact: dispute, hardship, bereavement, bankruptcy, death or lawyer',
    args: ['<kind>'],
    options: [
      ['--debt <loan>', 'about this loan only; default: every debt'],
      ['--from <when>', 'from this date or instant on; default: now'],
      ['--until <when>', 'before this date or instant; default: until released'],
    ],
    example: 'hold P1 dispute --debt L1 --until 2025-05-01',
    body: ([kind], { debt, from, until }) => ({
      ...{ kind: 'held', hold: kind },
      ...{ ...optional('debt', debt), ...optional('from', from), ...optional('until', until) },
    }),
  },
  {
    name: 'release',
    what: 'end every hold of that kind now',
    args: ['<kind>'],
    options: [['--debt <loan>', 'that of this loan only']],
    example: 'release P1 dispute',
    body: ([kind], { debt }) => ({ kind: 'released', hold: kind, ...optional('debt', debt) }),
  },
  {
    name: 'consent',
    what: 'the person agrees to channels, or with --withdraw refuses them',
    args: [channels],
    options: [['--withdraw', 'the person does not want them']],
    example: 'consent P1 sms,call --withdraw',
    body: ([on], { withdraw }) => ({ kind: 'consented', channels: split(on), given: withdraw !== true }),
  },
  {
    name: 'agree',
    what: 'a time at which the person agreed to be contacted',
    args: ['<times>'],
    options: timesOptions,
    example: 'agree P1 20:00-22:30 --weekdays 6,7 --channels call',
    body: (values, flags) => ({ kind: 'agreed', times: timesOf(values, flags) }),
  },
  {
    name: 'inconvenient',
    what: 'a time (09:00-12:00), or a place (home, work, school, other), at which the person is not to be contacted',
    args: ['<when-or-where>'],
    options: timesOptions,
    example: 'inconvenient P1 work',
    body: (values, flags) =>
      /^[a-z]+$/.test(values[0] ?? '')
        ? { kind: 'placeRefused', place: values[0] }
        : { kind: 'inconvenient', times: timesOf(values, flags) },
  },
  {
    name: 'end',
    what: 'an agreed or inconvenient time, or a place, does not count any more; its id is shown by `person show`',
    args: ['<id>'],
    options: [],
    example: 'end P1 3f0c…',
    body: ([of]) => ({ kind: 'withdrawn', of }),
  },
  {
    name: 'move',
    what: 'the person lives by another clock; several zones with commas when it is not known which',
    args: ['<zones>'],
    options: [['--from <when>', 'from this date or instant on; default: now']],
    example: 'move P1 Asia/Urumqi --from 2025-05-01',
    body: ([zones], { from }) => {
      const zone = split(zones);
      return { kind: 'moved', zone: zone.length === 1 ? zone[0] : zone, ...optional('from', from) };
    },
  },
  {
    name: 'reach',
    what: 'whether the debtor can be reached: yes, no (失联) or unknown',
    args: ['<answer>'],
    options: [],
    example: 'reach P1 no',
    body: ([answer]) => {
      const known = { yes: true, no: false, unknown: null }[answer ?? ''];
      if (known === undefined) throw new Unreachable(`${answer ?? ''} is no answer`, 'say yes, no or unknown');
      return { kind: 'reachable', reachable: known };
    },
  },
];

const done = (body: Body, { lang }: Flags): string[] => {
  const english = languageOf(lang === undefined ? {} : { lang }) === 'en';
  const [person, id] = [text(body['person']), text(body['id'])];
  if (body['duplicate'] === true) return [english ? `${id}: known already, nothing changed` : `${id}：已记录，无变化`];
  const told = Array.isArray(body['told']) ? body['told'].map(text).join(', ') : '';
  const cases = told === '' ? (english ? 'no open case' : '无在办案件') : told;
  return [english ? `${person}: noted as ${id}, told to ${cases}` : `${person}：已记录 ${id}，已告知 ${cases}`];
};

/** Adds `recoup person …` to the command line. */
export function personCommand(program: Command): void {
  const group = program.command('person').description('contact with one person over all their debts');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup person show P1\n  recoup person hold P1 dispute --as li:collector`,
  );
  reading(group.command('show').description('holds, consents, times, what is permitted now').argument('<person>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup person show P1 --lang en`)
    .action((person: string, flags: Flags) =>
      run(
        flags,
        () => ask('GET', pathOf(['persons', person, 'contact'], { lang: languageOf(flags) })),
        (body) => personLines(body, languageOf(flags)),
      ),
    );
  for (const fact of facts) factCommand(group, fact);
  writing(
    group
      .command('correct-address')
      .description('another phone number, e-mail or postal address; failures of the old one do not count any more')
      .argument('<person>'),
  )
    .option('--phone <number>', 'such as +8613800000000')
    .option('--email <address>')
    .option('--address <text>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup person correct-address P1 --phone +8613800000000 --as li:collector`,
    )
    .action((person: string, flags: Given) => {
      const { phone, email, address } = flags;
      return run(
        flags,
        () => send(flags, pathOf(['persons', person, 'address']), { phone, email, address }),
        (body) => done(body, flags),
      );
    });
}

function factCommand(group: Command, { name, what, args, options, example, body }: Fact): void {
  const command = writing(group.command(name).description(what).argument('<person>'));
  for (const arg of args) command.argument(arg);
  for (const [flags, meaning] of options) command.option(flags, meaning);
  command.addHelpText('after', `${exitCodes}\n\nExample:\n  recoup person ${example} --as li:collector`);
  command.action((...given: unknown[]) => {
    const flags = given[args.length + 1] as Given;
    const [person = '', ...values] = given.slice(0, args.length + 1).map(text);
    return run(
      flags,
      async () => send(flags, pathOf(['persons', person, 'contact']), body(values, flags)),
      (answer) => done(answer, flags),
    );
  });
}
