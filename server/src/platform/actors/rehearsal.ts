/** An actor in memory alone: the steps that its machine takes, for whoever writes many rows of one history at once. */
import type { AnyStateMachine, InputFrom } from 'xstate';
import type { Snapshot } from './contract.ts';
import { createdMessage } from './creation.ts';
import type { Message } from './messages.ts';
import { firstStep, nextStep, type Step, serialize, stateText } from './step.ts';
import type { MessageOf } from './types.ts';

/** A row of the log, without who and when. */
export interface RehearsedStep {
  version: number;
  message: string;
  payload: Record<string, unknown>;
  from: string | null;
  to: string;
}

/** An actor without a database, stepped by hand. */
export interface Rehearsal<M extends AnyStateMachine> {
  readonly state: string;
  readonly snapshot: Snapshot;
  readonly log: readonly RehearsedStep[];
  /** Armed timers, by id: the version that armed each. */
  readonly timers: ReadonlyMap<string, number>;
  /**
   * @param at the instant of the transition, ISO 8601 in UTC
   * @throws Error where the state refuses it
   */
  send(message: MessageOf<M>, at: string): void;
  /** Fires the one timer that is armed. @throws Error where there is none, or more */
  fire(at: string): void;
}

/**
 * Starts a rehearsal; every step is logged as the engine would log it.
 * @throws Error when a message is refused
 */
export function rehearse<M extends AnyStateMachine>(machine: M, input: InputFrom<M>): Rehearsal<M> {
  const first = firstStep(machine, input);
  let current = first.snapshot;
  const state = () => stateText(current.value);
  const timers = new Map<string, number>();
  const log: RehearsedStep[] = [
    {
      version: 1,
      message: createdMessage,
      payload: input as Record<string, unknown>,
      from: null,
      to: state(),
    },
  ];
  note(first);

  function note(step: Step): void {
    for (const [id, delay] of step.timers)
      if (delay === null) timers.delete(id);
      else timers.set(id, log.length);
  }

  function take({ type, ...payload }: Message, at: string): void {
    const from = state();
    timers.delete(type);
    const step = nextStep(machine, current, { type, ...payload, at });
    if (!step.accepted) throw new Error(`a ${machine.id} in ${from} refuses ${type}`);
    current = step.snapshot;
    log.push({ version: log.length + 1, message: type, payload, from, to: state() });
    note(step);
  }

  return {
    get state() {
      return state();
    },
    get snapshot() {
      return serialize(current);
    },
    log,
    timers,
    send: (message, at) => take(message as object as Message, at),
    fire(at) {
      const [timer, ...others] = timers.keys();
      if (timer === undefined || others.length > 0)
        throw new Error(`a ${machine.id} in ${state()} has ${timers.size} timers`);
      take({ type: timer }, at);
    },
  };
}
