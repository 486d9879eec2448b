// `recoup template …`: the words of messages, looked at and checked without anything being sent.
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { loadSendable } from '../activities/layoutCheck.ts';
import { previewSample } from '../activities/templateDesk.ts';
import type { TemplateDeskDeps } from '../activities/templateDesk.ts';
import { placeholdersOf, templateRows } from '../policies/templateList.ts';
import type { Preview } from '../policies/templatePreview.ts';
import { TemplatesInvalid, loadTemplates, templatesFolder } from '../policies/templates.ts';
import type { Language, TemplateChannel } from '../policies/templates.ts';
import { templateDeps } from '../worker/templateDesk.ts';
import { ask, pathOf } from './http.ts';
import { actorOf, exitCodes, languageOf, run, text } from './output.ts';
import type { Flags } from './output.ts';
import { LENDER } from './serveApi.ts';
import { table } from './table.ts';

/** 0 done · 1 refused · 2 unusable. */
type ExitCode = 0 | 1 | 2;

const channels: readonly TemplateChannel[] = ['sms', 'email', 'letter', 'call'];
const isChannel = (name: string): name is TemplateChannel => channels.some((channel) => channel === name);

interface Chosen extends Flags {
  readonly channel?: string;
}

/** The channel that is meant; undefined after saying that there is none of that name. */
function channelOf(name: string): TemplateChannel | undefined {
  if (isChannel(name)) return name;
  console.error(`--channel ${name}: there are ${channels.join(', ')}`);
  return undefined;
}

const wantedLanguage = (flags: Flags): { language?: Language } =>
  flags.lang === undefined ? {} : { language: languageOf(flags) };

/** `recoup template list`. */
export function runList(flags: Chosen): ExitCode {
  const channel = flags.channel === undefined ? undefined : channelOf(flags.channel);
  if (flags.channel !== undefined && channel === undefined) return 2;
  const rows = templateRows(loadTemplates(), {
    ...wantedLanguage(flags),
    ...(channel === undefined ? {} : { channel }),
  });
  if (flags.json === true) console.log(JSON.stringify(rows));
  else
    for (const line of table(
      ['id', 'channel', 'language', 'tone', 'audience', 'file'].map((title) => ({ title })),
      rows.map((row) => [row.id, row.channel, row.language, row.tone, row.audience, row.file]),
    ))
      console.log(line);
  return 0;
}

/** `recoup template show`: every placeholder on every channel. */
export function runShow(id: string, flags: Flags): ExitCode {
  const templates = loadTemplates();
  const language = languageOf(flags);
  const rows = templateRows(templates, { language }).filter((row) => row.id === id);
  const variants = rows.flatMap((row) => {
    const template = templates.find(row.channel, id, language);
    return template === undefined ? [] : [{ ...row, placeholders: placeholdersOf(template, row.channel) }];
  });
  if (variants.length === 0) {
    console.error(`TEMPLATE_UNKNOWN: there is no template ${id}\n  → recoup template list`);
    return 1;
  }
  if (flags.json === true) console.log(JSON.stringify({ id, variants }));
  else
    for (const { channel, tone, audience, file, placeholders } of variants) {
      console.log(`${id} · ${channel} · ${language} · ${tone} · ${audience} · ${file}`);
      const lines = table(
        ['placeholder', 'unit', 'example', 'meaning', 'in'].map((title) => ({ title })),
        placeholders.map(({ name, unit, example, meaning, meaningZh, handedIn, inText }) => [
          `{{${name}}}`,
          ...[unit, example, language === 'en' ? meaning : meaningZh],
          handedIn ? (inText ? 'text' : 'frame') : 'loans',
        ]),
      );
      for (const line of lines) console.log(`  ${line}`);
    }
  return 0;
}

/** `recoup template check`: every problem with file and line. */
export function runCheck(folder: string, { json }: Pick<Flags, 'json'>): ExitCode {
  try {
    const { all } = loadSendable(folder);
    if (json === true) console.log(JSON.stringify({ files: all.length, problems: [] }));
    else console.log(`${folder}: no fault in ${all.length} files`);
    return 0;
  } catch (error) {
    if (!(error instanceof TemplatesInvalid)) {
      console.error(`${folder}: cannot be read; it holds a folder each for zh-CN and en, and letter.typ`);
      return 2;
    }
    if (json === true) console.log(JSON.stringify({ problems: error.problems }));
    else
      for (const { file, line, rule, remedy } of error.problems) console.log(`${file}:${line} ${rule}\n    ${remedy}`);
    return 1;
  }
}

interface PreviewFlags extends Flags {
  readonly channel: string;
  readonly out?: string;
  readonly loan?: string;
  readonly reference?: string;
}

/** `recoup template preview` of the made-up case; nothing has to run. */
export function runPreview(
  id: string,
  flags: PreviewFlags,
  deps: () => TemplateDeskDeps = () => templateDeps(LENDER.timeZone),
): ExitCode {
  const channel = channelOf(flags.channel);
  if (channel === undefined) return 2;
  const { reference } = flags;
  const language = languageOf(flags);
  const preview = previewSample(deps(), { id, channel, language, ...(reference === undefined ? {} : { reference }) });
  if ('refused' in preview) {
    const { refused, field } = preview;
    console.error(`${refused}${field === null ? '' : ` (${field})`}: no message is made\n  → recoup template list`);
    return 1;
  }
  const { pdf, ...rest } = preview;
  if (pdf !== null && flags.out !== undefined) writeFileSync(flags.out, pdf);
  if (flags.json === true) console.log(JSON.stringify(rest));
  else for (const line of lines(rest)) console.log(line);
  return 0;
}

function lines({ channel, subject, text: said, characters, sms, contentSha256 }: Omit<Preview, 'pdf'>): string[] {
  const size =
    sms === null
      ? `${characters} characters`
      : `${characters} characters, ${sms.encoding}, ${sms.units} units, ${sms.segments} segment(s)`;
  return [
    ...(subject === null ? [] : [subject, '']),
    ...(said === null ? ['a PDF; keep it with --out letter.pdf'] : [said]),
    '',
    channel === 'letter' ? `SHA-256 ${contentSha256}` : `${size} · SHA-256 ${contentSha256}`,
  ];
}

/** The preview of a loan, by the API that holds its people. */
async function runLoanPreview(id: string, { loan, channel, reference, out, ...flags }: PreviewFlags): Promise<void> {
  const path = pathOf(['templates', id, 'preview'], { loan, channel, reference, lang: languageOf(flags) });
  await run(
    flags,
    () => ask('GET', path, undefined, { as: actorOf(flags) }),
    (body) => {
      const pdf = text(body['pdfBase64']);
      if (pdf !== '' && out !== undefined) writeFileSync(out, Buffer.from(pdf, 'base64'));
      return lines(body as unknown as Omit<Preview, 'pdf'>);
    },
  );
}

const language = ['--lang <language>', 'zh-CN or en'] as const;

/** Adds `recoup template …` to the command line. */
export function templateCommand(program: Command): void {
  const group = program.command('template').description('the words of messages: list, show, preview, check');
  group.addHelpText(
    'after',
    '\nExamples:\n  recoup template list --channel sms\n  recoup template show overdue1 --lang en\n  recoup template preview overdue1 --channel sms --loan L000001 --as li:collector',
  );
  group
    .command('list')
    .description('every template per channel and language, with tone and audience')
    .option('--channel <channel>', channels.join(', '))
    .option(...language)
    .option('--json', 'print one JSON array')
    .addHelpText('after', '\nExample:\n  recoup template list --channel letter --lang en')
    .action((flags: Chosen) => {
      process.exitCode = runList(flags);
    });
  group
    .command('show')
    .description('one template: every placeholder with meaning, unit and example')
    .argument('<id>')
    .option(...language)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  recoup template show collectionLetter --lang en')
    .action((id: string, flags: Flags) => {
      process.exitCode = runShow(id, flags);
    });
  group
    .command('preview')
    .description('what it would say, made as what is sent is made, with characters and SMS segments')
    .argument('<id>')
    .option('--channel <channel>', channels.join(', '), 'sms')
    .option('--loan <loan>', 'of this loan as it stands; else of a made-up case')
    .option('--reference <reference>', 'what the message would be known by')
    .option('--out <file>', 'keep the PDF of a letter')
    .option('--as <id:role>', 'who looks at the loan; default: RECOUP_AS, else the user of this terminal as operator')
    .option(...language)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExamples:\n  recoup template preview overdue1 --lang en\n  recoup template preview finalLetter --channel letter --out letter.pdf`,
    )
    .action(async (id: string, flags: PreviewFlags) => {
      if (flags.loan === undefined) process.exitCode = runPreview(id, flags);
      else if (channelOf(flags.channel) === undefined) process.exitCode = 2;
      else await runLoanPreview(id, flags);
    });
  group
    .command('check')
    .description('check a folder of templates: each problem with file, line, rule and remedy')
    .argument('[folder]', 'default: the templates that ship', templatesFolder)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 no fault, 1 a template has a fault, 2 the folder cannot be read.\n\nExample:\n  recoup template check my-templates',
    )
    .action((folder: string, flags: Flags) => {
      process.exitCode = runCheck(folder, flags);
    });
}
