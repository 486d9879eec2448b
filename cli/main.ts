import { Command } from 'commander';
import { assessCommand } from './assess.ts';

const program = new Command('recoup').description('collections workflow orchestrator');
assessCommand(program);
await program.parseAsync();
