// The commands of `recoup`. A command's own file is loaded when it is asked for, so that small ones answer at once.
import { Command } from 'commander';
import type { ImportConnection } from './import.ts';

type Register = (program: Command) => void;

const groups: readonly { readonly names: readonly string[]; readonly load: () => Promise<Register> }[] = [
  { names: ['start', 'serve'], load: async () => (await import('./start.ts')).startCommand },
  { names: ['loan'], load: async () => (await import('./loan.ts')).loanCommand },
  { names: ['list'], load: async () => (await import('./list.ts')).listCommand },
  { names: ['channel'], load: async () => (await import('./channel.ts')).channelCommand },
  { names: ['person'], load: async () => (await import('./person.ts')).personCommand },
  { names: ['tasks', 'task'], load: async () => (await import('./task.ts')).taskCommand },
  { names: ['call'], load: async () => (await import('./call.ts')).callCommand },
  { names: ['track'], load: async () => (await import('./track.ts')).trackCommand },
  { names: ['legal'], load: async () => (await import('./legal.ts')).legalCommand },
  { names: ['claim'], load: async () => (await import('./claim.ts')).claimCommand },
  { names: ['partner'], load: async () => (await import('./partner.ts')).partnerCommand },
  { names: ['promise'], load: async () => (await import('./promise.ts')).promiseCommand },
  { names: ['dispute'], load: async () => (await import('./dispute.ts')).disputeCommand },
  { names: ['circumstance'], load: async () => (await import('./circumstance.ts')).circumstanceCommand },
  { names: ['limitation'], load: async () => (await import('./limitation.ts')).limitationCommand },
  { names: ['approval'], load: async () => (await import('./approval.ts')).approvalCommand },
  { names: ['request'], load: async () => (await import('./request.ts')).requestCommand },
  { names: ['relief'], load: async () => (await import('./relief.ts')).reliefCommand },
  { names: ['security'], load: async () => (await import('./security.ts')).securityCommand },
  { names: ['placement'], load: async () => (await import('./placement.ts')).placementCommand },
  { names: ['acceleration'], load: async () => (await import('./acceleration.ts')).accelerationCommand },
  { names: ['document'], load: async () => (await import('./document.ts')).documentCommand },
  { names: ['collateral'], load: async () => (await import('./collateral.ts')).collateralCommand },
  { names: ['writeoff'], load: async () => (await import('./writeOff.ts')).writeOffCommand },
  { names: ['unmatched'], load: async () => (await import('./list.ts')).unmatchedCommand },
  { names: ['clock'], load: async () => (await import('./clock.ts')).clockCommand },
  {
    names: ['import'],
    load: async () => {
      const { importCommand } = await import('./import.ts');
      const connect = async (): Promise<ImportConnection> => (await import('./connect.ts')).connectImport();
      return (program) => importCommand(program, connect);
    },
  },
  { names: ['policy'], load: async () => (await import('./policy.ts')).policyCommand },
  { names: ['strategy'], load: async () => (await import('./strategy.ts')).strategyCommand },
  { names: ['template'], load: async () => (await import('./template.ts')).templateCommand },
  { names: ['post'], load: async () => (await import('./post.ts')).postCommand },
  { names: ['mail'], load: async () => (await import('./mail.ts')).mailCommand },
  { names: ['assess'], load: async () => (await import('./assess.ts')).assessCommand },
  { names: ['permit'], load: async () => (await import('./permit.ts')).permitCommand },
  { names: ['rebuild'], load: async () => (await import('./rebuild.ts')).rebuildCommand },
  {
    names: ['engine'],
    load: async () => {
      const { engineCommand } = await import('./engine.ts');
      const connect = async () => (await import('./connect.ts')).connectDeployment();
      return (program) => engineCommand(program, connect);
    },
  },
  { names: ['doctor'], load: async () => (await import('./doctor.ts')).doctorCommand },
  { names: ['migrate', 'api', 'worker'], load: async () => (await import('./services.ts')).serviceCommands },
];

/**
 * The program with the command that is asked for; with every command when there is none of that name.
 * @param leave ends the process, or the test, with an exit code when the command line is wrong or was answered with help
 */
export async function programFor(asked: string, leave: (code: 0 | 2) => never): Promise<Command> {
  const program = new Command('recoup')
    .description('collections workflow orchestrator: every loan a durable workflow, every decision explained')
    .showHelpAfterError('(recoup --help shows every command)')
    // A wrong command line is unusable input, not a refusal.
    .exitOverride((error) => leave(error.exitCode === 0 ? 0 : 2))
    .addHelpText(
      'after',
      '\nExamples:\n  npm start\n  recoup list --overdue 30\n  recoup loan timeline L000001\n  recoup import tape/\n\n' +
        'Commands that ask the API find it through `npm start`, or RECOUP_API. Exit code: 0 done, 1 refused, 2 unusable.',
    );
  const wanted = groups.filter(({ names }) => names.includes(asked));
  for (const { load } of wanted.length > 0 ? wanted : groups) {
    const before = new Set(program.commands);
    (await load())(program);
    for (const command of program.commands) if (!before.has(command)) inherit(command, program);
  }
  return program;
}

function inherit(command: Command, program: Command): void {
  command.copyInheritedSettings(program);
  for (const inner of command.commands) inherit(inner, program);
}

/**
 * Does what a command line says: what is printed goes to the console, the exit code to `process.exitCode`.
 * @param leave ends the process, or the test, when the command line is wrong or was answered with help
 */
export async function commandLine(words: readonly string[], leave: (code: 0 | 2) => never): Promise<void> {
  const program = await programFor(words[0] ?? '', leave);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    // What has a remedy tells it; anything else is a defect and shows where it came from.
    if (!(error instanceof Error && 'remedy' in error)) throw error;
    console.error(`${error.message}: ${String(error.remedy)}`);
    process.exitCode = 2;
  }
}
