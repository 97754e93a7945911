/** Creates the AppContext: database and engine, with every type of actor in the order in which rows are locked. */
import { approvalActor } from './approvals/index.ts';
import { caseActor } from './cases/index.ts';
import { deliveryActor } from './deliveries/index.ts';
import { exportActor } from './exports/index.ts';
import { handoverActor } from './handovers/index.ts';
import { importActor } from './imports/index.ts';
import { listingActor } from './listings/index.ts';
import { disputeActor, paymentActor, refundActor } from './payments/index.ts';
import { payoutActor } from './payouts/index.ts';
import { type ActorDefinition, createEngine } from './platform/actors/index.ts';
import type { AppContext } from './platform/appContext.ts';
import type { Config } from './platform/config.ts';
import { noLimits, openDatabase, type TimeLimits } from './platform/db/index.ts';
import { jobs } from './platform/jobs/index.ts';
import type { Logger } from './platform/logging.ts';
import { reservationActor } from './reservations/index.ts';
import { waitingActor } from './waitingLists/index.ts';
import { webhookActor } from './webhookEndpoints/index.ts';

/** Every type of actor, in the order of locks. */
export const actors = [
  approvalActor,
  waitingActor,
  handoverActor,
  reservationActor,
  paymentActor,
  refundActor,
  disputeActor,
  deliveryActor,
  listingActor,
  importActor,
  payoutActor,
  caseActor,
  exportActor,
  webhookActor,
];

/**
 * @param definitions the types of actors, in the order of locks; tests bring later versions of their machines
 * @param limits of its statements; none unless given
 */
export function openAppContext(
  config: Config,
  {
    databaseUrl,
    publicUrl,
    secret,
    log,
    definitions = actors,
    limits = noLimits,
  }: {
    databaseUrl: string;
    publicUrl: string;
    secret: string;
    log: Logger;
    definitions?: ActorDefinition[] | undefined;
    limits?: TimeLimits;
  },
): AppContext {
  const db = openDatabase(databaseUrl, {
    max: config.poolSize,
    limits,
    onError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  });
  return { config, db, databaseUrl, engine: createEngine(definitions, jobs), log, publicUrl, secret };
}
