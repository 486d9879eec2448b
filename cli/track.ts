// `recoup track …`: claims, legal actions and write-offs.
import type { Command } from 'commander';
import { pathOf, Unreachable } from './http.ts';
import { exitCodes, languageOf, run, send, writing } from './output.ts';
import type { Flags } from './output.ts';

/** The parts of `claim/L1/2`. @throws Unreachable */
function trackPath(track: string): string {
  const parts = track.split('/');
  if (parts.length !== 3)
    throw new Unreachable(`${track} is no track`, 'write it as recoup loan show does: claim/L1/1');
  return pathOf(['tracks', ...parts, 'commands']);
}

interface TrackFlags extends Flags {
  readonly reason?: string;
}

const commands = [
  { type: 'approve', what: 'approve it; two different people where the policy asks for it', why: '' },
  { type: 'reject', what: 'reject it; needs --reason', why: ' --reason "the amount is wrong"' },
  { type: 'withdraw', what: 'take it back; needs --reason', why: ' --reason "opened by mistake"' },
  { type: 'close', what: 'nothing more is to be had this way; needs --reason', why: ' --reason "nothing to be had"' },
] as const;

/** Adds `recoup track …` to the command line. */
export function trackCommand(program: Command): void {
  const group = program.command('track').description('claims, legal actions and write-offs');
  group.addHelpText('after', `${exitCodes}\n\nExample:\n  recoup track approve legalAction/L1/1 --as wang:creditHead`);
  const give = (track: string, flags: TrackFlags, type: string, content: object): Promise<void> =>
    run(
      flags,
      () => send(flags, trackPath(track), { type, content: { ...content, reason: flags.reason } }),
      () => [languageOf(flags) === 'en' ? `${track}: done` : `${track}：已办理`],
    );
  for (const { type, what, why } of commands)
    writing(group.command(type).description(what).argument('<track>', 'such as claim/L1/1'))
      .option('--reason <reason>')
      .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup track ${type} claim/L1/1${why} --as wang:creditHead`)
      .action((track: string, flags: TrackFlags) => give(track, flags, type, {}));
  writing(group.command('answer').description('what the other side said').argument('<track>').argument('<answer>'))
    .option('--reason <reason>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nAnswers: accepted, contested, refused, performed.\n\nExample:\n  recoup track answer claim/L1/1 accepted --as li:collector`,
    )
    .action((track: string, answer: string, flags: TrackFlags) => give(track, flags, 'answer', { answer }));
}
