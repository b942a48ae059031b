import { FLOW_SCHEMA_VERSION } from '@raccord/contract';

/** One step of a flow document's life: a pure function from version `from` to `from + 1`. It must not change its argument. */
export type FlowMigration = {
  from: number;
  migrate(document: Readonly<Record<string, unknown>>): Record<string, unknown>;
};

/** Every step there has been, oldest first. A step is never edited once released: documents of that version are out there. */
export const flowMigrations: readonly FlowMigration[] = [];

/**
 * Brings a document to version `current` one step at a time.
 * @returns undefined when a step is missing, i.e. nobody ever made a document of that version
 */
export function migrateFlow(
  document: Readonly<Record<string, unknown>>,
  version: number,
  migrations: readonly FlowMigration[] = flowMigrations,
  current: number = FLOW_SCHEMA_VERSION,
): Record<string, unknown> | undefined {
  let migrated: Record<string, unknown> = { ...document };
  for (let from = version; from < current; from++) {
    const step = migrations.find((candidate) => candidate.from === from);
    if (step === undefined) return undefined;
    migrated = { ...step.migrate(migrated), schemaVersion: from + 1 };
  }
  return migrated;
}
