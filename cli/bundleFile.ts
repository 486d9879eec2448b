// Files about a loan that are taken as one PDF: of a suit, of a write-off.
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { pathOf, Unreachable } from './http.ts';
import { exitCodes, languageOf, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

/** Adds `bundle` to a group: `what` it is, where it is asked for, and an example line. */
export function bundleCommand(
  group: Command,
  {
    what,
    path,
    example,
  }: { readonly what: string; readonly path: (track: string) => string[]; readonly example: string },
): void {
  writing(group.command('bundle').description(`${what} as one PDF; who takes it is noted`).argument('<track>'))
    .option('--as-of <day>', 'everything up to this day; default: today')
    .requiredOption('--out <file>', 'where the PDF is written')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  ${example}`)
    .action((track: string, flags: Flags & { asOf?: string; out: string }) => {
      const language = languageOf(flags);
      return run(
        flags,
        async () => {
          const asked = { asOf: flags.asOf, language: flags.lang };
          const reply = await send(flags, pathOf(path(track)), asked);
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
