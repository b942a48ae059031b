/** What a command answers the shell; `raccord --help` lists them. */
export const exitCodes = { done: 0, failed: 1, usage: 2, unreachable: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Failures that are not simply "failed". */
const byFailure: Record<string, ExitCode> = {
  'cli.unknownOption': exitCodes.usage,
  'cli.unknownCommand': exitCodes.usage,
  'cli.missingArgument': exitCodes.usage,
  'cli.excessArguments': exitCodes.usage,
  'cli.badOption': exitCodes.usage,
  'cli.badUsage': exitCodes.usage,
  'cli.flowOrAll': exitCodes.usage,
  'cli.editOne': exitCodes.usage,
  'cli.notAnId': exitCodes.usage,
  'cli.noServer': exitCodes.unreachable,
  'cli.serverUnreachable': exitCodes.unreachable,
};

export function exitCodeOf(failureCode: string): ExitCode {
  return byFailure[failureCode] ?? exitCodes.failed;
}
