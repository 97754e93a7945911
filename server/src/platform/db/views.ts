/** Rows of the views that platform publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */

/** Delays that run, and when they end. */
export interface PlatformArmedTimers {
  actor_id: string;
  timer_id: string;
  actor_type: string;
  fire_at: Date;
}

/** The log by its numbers: whoever reads on from a number misses no row, however late it was committed. */
export interface PlatformNumberedLog {
  seq: number;
  actor_id: string;
  version: number;
  actor_type: string;
  message: string;
  from_state: string | null;
  to_state: string;
  at: Date;
  by: string;
  reason: string | null;
}

/** Who changed what, with the values before and after. */
export interface PlatformChanges {
  id: string;
  at: Date;
  by: string;
  what: string;
  subject: string;
  reason: string | null;
  before: unknown;
  after: unknown;
  request_id: string | null;
}

/** Processes and their last heartbeat. */
export interface PlatformProcesses {
  process_id: string;
  role: string;
  worker_ids: string[];
  started_at: Date;
  beat_at: Date;
}

/** Refusals for safety, gathered per minute, kind, network address and person. */
export interface PlatformSecurityEvents {
  minute: Date;
  what: string;
  address: string;
  by: string;
  times: number;
  last_at: Date;
  request: string;
  account: string | null;
}

/** The log of every actor; version 1 is its creation, with the input as payload. */
export interface PlatformTransitionLog {
  actor_id: string;
  version: number;
  actor_type: string;
  message: string;
  payload: unknown;
  from_state: string | null;
  to_state: string;
  at: Date;
  by: string;
  reason: string | null;
  cause: string | null;
  /** Of the machine that took the message. */
  machine_version: number;
}
