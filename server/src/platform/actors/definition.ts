/** Defines a type of actor: its machine, tied to its table and to what its actions do. */
import type { AnyStateMachine, ContextFrom } from 'xstate';
import type { z } from 'zod';
import type { Trx } from '../db/index.ts';
import { checkMachine } from './checkMachine.ts';
import type {
  ActorDefinition,
  Engine,
  Following,
  Job,
  MachineVersion,
  PersonMessage,
  Snapshot,
} from './contract.ts';
import type { ActionCall, ActionName, MessageType } from './types.ts';

/** Every named action has exactly one handler: in the transaction (T) or as a job (J). */
type OneHandlerEach<M extends AnyStateMachine, T extends string, J extends string> = [
  Exclude<ActionName<M>, T | J>,
] extends [never]
  ? [T & J] extends [never]
    ? unknown
    : { error: 'handled twice'; actions: T & J }
  : { error: 'no handler for'; actions: Exclude<ActionName<M>, T | J> };

interface Definition<M extends AnyStateMachine, T extends ActionName<M>, J extends ActionName<M>> {
  /** The ids of its actors begin with this and an underscore. */
  prefix: string;
  table: string;
  /** The machine's own context, as it is stored. */
  context: z.ZodType<ContextFrom<M>>;
  /** Earlier versions of the machine, oldest first. Each stays until no row and no log needs it. */
  previous?: readonly MachineVersion[];
  /** Turns the snapshot of the last previous version into this machine's. Needed where there is one. */
  upgrade?: (previous: Snapshot) => Snapshot;
  /** Armed timers of the last previous version that are named otherwise here: its id, and the one in this version. */
  renamedTimers?: Readonly<Record<string, string>>;
  /** Each message of the machine: what people who send it read, or null where no person does. */
  messages: { [Type in MessageType<M>]: PersonMessage | null };
  /** Change our own rows, for all calls of the batch at once, in the transaction; may answer with follow-ups. */
  inTransaction: {
    [Name in T]: (trx: Trx, calls: ActionCall<M, Name>[], engine: Engine) => Following;
  };
  /** What leaves the system, as jobs that are queued in the transaction. */
  jobs: { [Name in J]: (call: ActionCall<M, Name>) => Job };
  /** Locks what must be locked before this type's own rows, to keep one order of locks. */
  lockFirst?: (trx: Trx, ids: string[]) => Promise<void>;
}

/**
 * Ties a machine to its rows. A missing, superfluous or doubled handler, wrong params, an unknown message and another
 * machine's context are compile errors. The machine's id is the actor's type.
 * @throws Error naming the machine and the state, where a machine can't be kept in rows (see checkMachine.ts), where an
 *   action has no handler or two, or where a version has no upgrade
 */
export function defineActor<
  M extends AnyStateMachine,
  T extends ActionName<M> = never,
  J extends ActionName<M> = never,
>(machine: M, definition: Definition<M, T, J> & OneHandlerEach<M, T, J>): ActorDefinition {
  const { prefix, table, context, previous = [], upgrade, renamedTimers, messages, lockFirst } = definition;
  // The compiler has matched each handler with its action; the engine calls them by name.
  const inTransaction: ActorDefinition['inTransaction'] =
    definition.inTransaction as ActorDefinition['inTransaction'];
  const jobs: ActorDefinition['jobs'] = definition.jobs as ActorDefinition['jobs'];
  const versions: MachineVersion[] = [...previous, { machine, context, upgrade, renamedTimers }];
  versions.forEach((version, i) => {
    if (version.machine.id !== machine.id)
      throw new Error(`${machine.id}: version ${i + 1} is the machine ${version.machine.id}`);
    if (i > 0 && !version.upgrade) throw new Error(`${machine.id}: version ${i + 1} has no upgrade`);
    checkMachine(version.machine);
  });
  checkHandlers(machine, Object.keys(inTransaction), Object.keys(jobs));
  return { type: machine.id, prefix, table, machine, versions, messages, inTransaction, jobs, lockFirst };
}

/** The compiler's check again, for definitions that are put together at run time. */
function checkHandlers(machine: AnyStateMachine, inTransaction: string[], jobs: string[]): void {
  const declared = Object.keys(machine.implementations.actions);
  const both = inTransaction.find((name) => jobs.includes(name));
  if (both) throw new Error(`${machine.id}: the action ${both} is handled twice`);
  const handled = [...inTransaction, ...jobs];
  const missing = declared.find((name) => !handled.includes(name));
  if (missing) throw new Error(`${machine.id}: the action ${missing} has no handler`);
  const unknown = handled.find((name) => !declared.includes(name));
  if (unknown) throw new Error(`${machine.id}: it has no action ${unknown}`);
}
