import type { ApprovalChoice, Failure } from '@raccord/contract';
import type { Role } from './sign-in/roles.ts';

/** Why a run began; kept with it. */
export type RunCause = 'manual' | 'replay' | 'trial';

/** Who asked, as the history names them. */
export type By = string;

/** What people can ask of the engine. The routes call this; the engine's store carries it out. */
export type EngineCommands = {
  /**
   * Starts a run of the version deployed in an environment, one record for each input.
   * @throws Failure `missing` / `server.notDeployed` when the flow is not in service there
   */
  fire(command: {
    workspaceId: string;
    flowId: string;
    /** Name of the environment. */
    environment: string;
    inputs: readonly unknown[];
    cause: RunCause;
    by: By;
  }): Promise<{ runId: string; recordIds: string[] }>;

  /** Starts a run of a version that is not in service, one record for each input: a draft is tried for real. */
  fireTrial(command: {
    workspaceId: string;
    flowId: string;
    environmentId: string;
    version: number;
    inputs: readonly unknown[];
  }): Promise<{ runId: string; recordIds: string[] }>;

  /** Runs failed records again, each from the last effect that was recorded. `edited` replaces a record's input, by failure id. */
  retryRecords(command: {
    workspaceId: string;
    failureIds: readonly string[];
    edited?: Readonly<Record<string, unknown>>;
    /** `bulk`: after what comes in live. */
    queue?: 'live' | 'bulk';
    by: By;
  }): Promise<{ accepted: string[]; refused: { id: string; code: string }[] }>;

  /** Takes failures out of the inbox without running their records again; groups that waited for those records go on without them. */
  closeFailures(command: {
    workspaceId: string;
    failureIds: readonly string[];
    /** Dealt with by other means (an unknown outcome is not: it is decided), or of no matter. */
    as: 'resolved' | 'ignored';
    by: By;
  }): Promise<{ closed: string[] }>;

  /**
   * Ends a doubt: `done` takes the effect as carried out, with `output` as its result; `notDone` runs it again.
   * @throws Failure `missing` / `server.noFailure`, or `duplicate` / `server.alreadyDecided`
   */
  decideInDoubt(command: {
    workspaceId: string;
    failureId: string;
    decision: 'done' | 'notDone';
    output?: unknown;
    by: By;
  }): Promise<void>;

  /**
   * Answers questions that records wait for, all the same way. One that somebody else has answered a moment ago is theirs.
   * @param command.edited what takes the place of the data; for one question only
   * @param command.remember do the same with every record of the question's key from now on, those that wait now included
   */
  decideApprovals(command: {
    workspaceId: string;
    ids: readonly string[];
    decision: ApprovalChoice;
    comment?: string | undefined;
    edited?: { data: unknown } | undefined;
    remember?: boolean | undefined;
    role: Role;
    by: By;
  }): Promise<{ decided: string[]; along: string[]; refused: { id: string; failure: Failure }[] }>;

  /**
   * Starts records of a run once more from the beginning, as a new run of the version that ran or of the one in service now. What the
   * old records left in the inbox is resolved with it.
   * @throws Failure `missing` / `server.noRun`, `server.replayNothing`, `server.noVersion` or `server.replayNotDeployed`; `duplicate` /
   * `server.replayedTwice` or `server.replayRunning`; `tooLarge` / `server.replayTooLarge`
   */
  replayRun(command: {
    workspaceId: string;
    runId: string;
    records: 'all' | 'failed';
    version: 'same' | 'deployed';
    by: By;
  }): Promise<{ runId: string; records: number }>;

  /** Cancels what has not ended of a run. @throws Failure `missing` / `server.noRun` */
  cancelRun(command: { workspaceId: string; runId: string; by: By }): Promise<{ cancelled: number }>;
};
