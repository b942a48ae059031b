/**
 * How the embedded PostgreSQL is set: durable, small when idle, tuned for tables that are appended to and updated all the
 * time. Given on the command line at each start, so that a new version of Raccord brings its settings along.
 */
export const postgresSettings = {
  // What was answered with a 2xx is on the disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Reached by our own processes only.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '60',
  cluster_name: 'raccord',
  timezone: 'UTC',
  // Memory: shared buffers are touched as they are needed; few helper processes.
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  huge_pages: 'off',
  jit: 'off',
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  random_page_cost: '1.1',
  // Writing: rare checkpoints. The npm binaries are built without lz4, so pages are compressed with PostgreSQL's own method.
  max_wal_size: '1GB',
  min_wal_size: '96MB',
  checkpoint_timeout: '10min',
  wal_compression: 'pglz',
  // No replicas: nothing to send, and no process to launch for it.
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  wal_level: 'minimal',
  // Vacuum early and briskly, run and record tables change state several times per row; but look once a minute: each look at each
  // database costs 40 ms, which was half of all that an idle Raccord used.
  autovacuum_max_workers: '2',
  autovacuum_naptime: '60s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_vacuum_insert_scale_factor: '0.1',
  autovacuum_analyze_scale_factor: '0.02',
  autovacuum_vacuum_cost_limit: '1000',
  // The log goes to a file of ours (see postgres-log.ts): only what somebody should read.
  logging_collector: 'off',
  log_destination: 'stderr',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  lc_messages: 'C',
} as const satisfies Record<string, string>;

/** The `-c name=value` arguments of the `postgres` program; `overrides` win (the tests switch durability off). */
export function settingArguments(port: number, overrides: Record<string, string> = {}): string[] {
  return Object.entries({ ...postgresSettings, ...overrides, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}
