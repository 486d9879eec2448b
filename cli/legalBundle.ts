// `recoup legal bundle …`: the file of a suit as one PDF.
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { pathOf, Unreachable } from './http.ts';
import { suitPath } from './legalText.ts';
import { exitCodes, languageOf, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

/** Adds `recoup legal bundle` to the group. */
export function bundleCommand(group: Command): void {
  writing(
    group.command('bundle').description('the file of a suit as one PDF; who takes it is noted').argument('<track>'),
  )
    .option('--as-of <day>', 'everything up to this day; default: today')
    .requiredOption('--out <file>', 'where the PDF is written')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup legal bundle legalAction/L1/1 --as-of 2025-06-30 --out suit.pdf --as zhao:legalCounsel`,
    )
    .action((track: string, flags: Flags & { asOf?: string; out: string }) => {
      const language = languageOf(flags);
      return run(
        flags,
        async () => {
          const asked = { asOf: flags.asOf, language: flags.lang };
          const reply = await send(flags, pathOf(suitPath(track, 'bundle')), asked);
          if (!reply.ok) return reply;
          const content = Buffer.from(text(reply.body['content']), 'base64');
          try {
            await writeFile(flags.out, content);
          } catch {
            throw new Unreachable(`${flags.out} cannot be written`, 'name a file in a folder that is there');
          }
          const { content: _content, ...rest } = reply.body;
          return { ...reply, body: rest };
        },
        (body) => [
          language === 'en'
            ? `${flags.out}: as of ${text(body['asOf'])}, SHA-256 ${text(body['sha256'])}`
            : `${flags.out}：截至 ${text(body['asOf'])}，SHA-256 ${text(body['sha256'])}`,
        ],
      );
    });
}
