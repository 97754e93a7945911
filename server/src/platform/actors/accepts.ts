/** Which messages a snapshot takes, and which guards say no to the others. */
import type { AnyMachineSnapshot, AnyStateNode } from 'xstate';
import { evaluateGuard } from 'xstate/guards';
import { guardText, nodesOf, transitionsOf } from './checkMachine.ts';
import type { AcceptedMessage, ActorDefinition } from './contract.ts';
import type { Message } from './messages.ts';

const ofTheEngine = (type: string) => type === '' || type.startsWith('xstate.');

/** The messages that the state names, guards aside; the engine's own are left out. */
export function namedMessages(snapshot: AnyMachineSnapshot): string[] {
  if (snapshot.status !== 'active') return [];
  const names = new Set<string>();
  for (const node of snapshot._nodes)
    for (const name of node.ownEvents) if (!ofTheEngine(name)) names.add(name);
  return [...names].sort();
}

/** The guarded ways out of a snapshot with a message, the innermost state's first: XState's own order. */
function candidates(snapshot: AnyMachineSnapshot, type: string) {
  if (snapshot.status !== 'active') return [];
  const nodes = [...snapshot._nodes].sort((a, b) => b.path.length - a.path.length);
  return nodes.flatMap((node) => node.transitions.get(type) ?? []);
}

/** The guards that said no to a message which was refused; none where the state doesn't name it. */
export function refusingGuards(snapshot: AnyMachineSnapshot, message: Message): string[] {
  return candidates(snapshot, message.type).flatMap(({ guard }) =>
    guard === undefined || evaluateGuard(guard, snapshot.context, message, snapshot) ? [] : guardText(guard),
  );
}

const payloadRead = Symbol('a guard reads the payload');

/** A message of which only the type and the instant are known: to read anything else of it throws. */
function withoutPayload(type: string, at: string): Message {
  const known: Message = { type, at };
  const readable = (field: string | symbol) => {
    if (field !== 'type' && field !== 'at') throw payloadRead;
  };
  return new Proxy(known, {
    get(target, field) {
      readable(field);
      return target[field as string];
    },
    has(_target, field) {
      readable(field);
      return true;
    },
    ownKeys() {
      throw payloadRead;
    },
  });
}

function possibleNow(
  snapshot: AnyMachineSnapshot,
  type: string,
  at: string,
): Pick<AcceptedMessage, 'possible' | 'refusedBy'> {
  const message = withoutPayload(type, at);
  const refusedBy: string[] = [];
  for (const { guard } of candidates(snapshot, type)) {
    try {
      if (guard === undefined || evaluateGuard(guard, snapshot.context, message, snapshot))
        return { possible: 'yes', refusedBy: [] };
      refusedBy.push(guardText(guard));
    } catch (error) {
      if (error !== payloadRead) throw error;
      return { possible: 'withPayload', refusedBy: [] };
    }
  }
  return { possible: 'no', refusedBy };
}

const messageTypes = new WeakMap<ActorDefinition, string[]>();

/** Every message of a machine by name, in order. */
function messageTypesOf(definition: ActorDefinition): string[] {
  let types = messageTypes.get(definition);
  if (!types) {
    const nodes = nodesOf(definition.machine.root) as AnyStateNode[];
    const named = nodes.flatMap((node) => transitionsOf(node).map(({ eventType }) => eventType));
    types = [...new Set([...named, ...Object.keys(definition.messages)])]
      .filter((type) => !ofTheEngine(type))
      .sort();
    messageTypes.set(definition, types);
  }
  return types;
}

/** @param at the instant that guards compare with, ISO 8601 in UTC */
export function acceptedMessages(
  definition: ActorDefinition,
  snapshot: AnyMachineSnapshot,
  at: string,
): AcceptedMessage[] {
  return messageTypesOf(definition).map((message) => ({
    message,
    label: definition.messages[message]?.label ?? null,
    needsReason: definition.messages[message]?.needsReason ?? false,
    ...possibleNow(snapshot, message, at),
  }));
}
