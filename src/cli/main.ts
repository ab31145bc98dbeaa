#!/usr/bin/env node
import { CrossTestError } from '../errors';
import { stdoutUnwritable, unknownCommand } from './errors';
import { doctor } from './doctor';
import { fileTimes } from './file-times/file-times';
import { help } from './help';
import { ports } from './ports';
import { probe } from './probe';
import { report } from './report/report';

/** A command gets the words behind its name and returns the exit code. */
type Command = (args: string[]) => Promise<number> | number;

const COMMANDS: Readonly<Record<string, Command>> = {
  doctor,
  'file-times': fileTimes,
  ports,
  probe,
  report,
};

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help();
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw unknownCommand(name, Object.keys(COMMANDS));
  return args.includes('--help') || args.includes('-h') ? help(name) : command(args);
}

function failed(error: CrossTestError): void {
  process.stderr.write(`${error.format()}\n`);
  process.exitCode = 1;
}

// Whoever reads has seen enough: `doctor | head`. What the command found is its exit code all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') failed(stdoutUnwritable(error.message));
});

main(process.argv.slice(2)).then(
  (code) => void (process.exitCode ??= code),
  (error: unknown) => {
    if (!(error instanceof CrossTestError)) throw error;
    failed(error);
  },
);
