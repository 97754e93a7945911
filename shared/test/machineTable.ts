/**
 * Tests a machine's whole table: every state with every message. A pair that no row names must be refused.
 */

import { expect, it } from 'vitest';
import { type AnyMachineSnapshot, type AnyStateMachine, transition } from 'xstate';

export interface StoredSnapshot {
  value: unknown;
  context: object;
}
/** A message of the machine. */
export interface Message {
  type: string;
  [field: string]: unknown;
}
/** `snapshot message → state: actions`; armed and cancelled timers are written `+hold` and `-hold`. */
export type Row = readonly [snapshot: string, message: string, state: string, ...actions: string[]];

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[key, inner] = ['', '']] = Object.entries(value as object);
  return `${key}.${text(inner)}`;
}

const timerName = (id: string) => id.split('.')[2] ?? id;

function told(machine: AnyStateMachine, snapshot: StoredSnapshot, message: Message) {
  const before = machine.resolveState(snapshot as never) as AnyMachineSnapshot;
  const [after, actions] = transition(machine, before, message as never);
  const listed = actions as unknown as Array<{
    type: string;
    params?: { id?: string; sendId?: string; delay?: number };
  }>;
  const seen = listed.flatMap(({ type, params }) => {
    if (type === 'xstate.raise') return params?.delay === undefined ? [] : [`+${timerName(params.id ?? '')}`];
    if (type === 'xstate.cancel') return [`-${timerName(params?.sendId ?? '')}`];
    return [type];
  });
  return {
    accepted: after !== before || seen.length > 0,
    state: text(after.value),
    actions: seen,
    context: after.context,
  };
}

/**
 * Writes a test per pair of snapshot and message.
 * @param messages by a short name, since one message may come with several contents
 */
export function testTable(
  machine: AnyStateMachine,
  snapshots: Record<string, StoredSnapshot>,
  messages: Record<string, Message>,
  rows: readonly Row[],
): void {
  const known = new Map(rows.map((row) => [`${row[0]} ${row[1]}`, row]));
  it('names only snapshots and messages that there are', () => {
    expect(known.size).toBe(rows.length);
    for (const [snapshot, message] of rows) {
      expect(Object.keys(snapshots)).toContain(snapshot);
      expect(Object.keys(messages)).toContain(message);
    }
  });
  it('knows every state of the machine', () => {
    const reached = new Set(Object.values(snapshots).map(({ value }) => text(value)));
    for (const node of leaves(machine)) expect(reached).toContain(node);
  });
  for (const [snapshot, at] of Object.entries(snapshots)) {
    for (const [name, message] of Object.entries(messages)) {
      const row = known.get(`${snapshot} ${name}`);
      it(`${snapshot}: ${name} → ${row ? row.slice(2).join(' ') : 'refused'}`, () => {
        const { accepted, state, actions } = told(machine, at, message);
        if (row) expect([state, ...actions]).toEqual(row.slice(2));
        else expect({ accepted, state }).toEqual({ accepted: false, state: text(at.value) });
      });
    }
  }
}

/** The states in which a machine can rest: atomic states without transient (`always`) transitions. */
function leaves(machine: AnyStateMachine): string[] {
  const walk = (node: AnyStateMachine['root']): string[] => {
    const children = Object.values(node.states) as Array<AnyStateMachine['root']>;
    if (children.length > 0) return children.flatMap(walk);
    return node.always ? [] : [node.path.join('.')];
  };
  return walk(machine.root);
}

/** The context after one message, for what a table can't show. */
export function contextAfter(machine: AnyStateMachine, snapshot: StoredSnapshot, message: Message): unknown {
  return told(machine, snapshot, message).context;
}
