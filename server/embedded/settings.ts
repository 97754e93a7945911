/**
 * The server's settings by default: for a small machine (two cores) that runs the application too, and with
 * durable commits.
 */
export const DEFAULT_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  // Durable commits. Nothing replicates from this server, so the log contains only what recovery needs.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Checkpoints cost latency, so they are rare and spread out. A crash recovery replays 1 GB of log in seconds.
  min_wal_size: '256MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  // Transactions are short: compiling a plan takes longer than running it, and both cores are busy. Parallel plans
  // would also need more of /dev/shm than a container's 64 MB.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
