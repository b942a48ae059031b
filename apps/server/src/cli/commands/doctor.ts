import type { Command } from 'commander';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { checkHome, checkKeys, checkNode, checkServer } from '../doctor/check-machine.ts';
import type { Finding } from '../doctor/finding.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';

const marks = { ok: ['green', '✓'], warn: ['yellow', '!'], fail: ['red', '✗'] } as const;

export function addDoctor(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = describeCommand(program, 'doctor', cli, 'cli.help.doctor').option(
    '--json',
    terminal.text('cli.help.json'),
  );
  perform(command, async (options: { json?: boolean }) => {
    const { checkStorage } = await import('../doctor/check-storage.ts');
    const settings = cli.settings();
    const { finding: server, runs } = await checkServer(settings);
    const findings: Finding[] = [
      checkNode(),
      ...(await checkHome(settings)),
      ...(await checkKeys(settings)),
      server,
      ...(await checkStorage(settings, runs)),
    ];
    const told = findings.map((finding) => {
      const { check, status } = finding;
      const message =
        'failure' in finding ? terminal.describe(finding.failure) : terminal.text(finding.code, finding.params);
      return { check, status, message };
    });
    if (options.json) printJson(terminal, { checks: told });
    else
      for (const { check, status, message } of told) {
        const [colour, mark] = marks[status];
        terminal.print(`${terminal.style(colour, mark)} ${terminal.text(`cli.check.${check}`)}  ${message}`);
      }
    return told.some(({ status }) => status === 'fail') ? exitCodes.failed : exitCodes.done;
  });
}
