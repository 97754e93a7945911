/**
 * What the server runs with unless `settings` say otherwise: a small machine (two cores) that has the application
 * beside it, and commits that are on the disk when they answer.
 */
export const DEFAULT_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  // Durable commits; nobody replicates from this server, so the log needs no more than recovery does.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // A checkpoint costs latency: rare ones, spread out. 1 GB of log is replayed in seconds after a crash.
  min_wal_size: '256MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  // Short transactions: compiling a plan takes longer than running it, and both cores have work already. Parallel
  // plans would also need more of /dev/shm than the 64 MB that a container has.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
