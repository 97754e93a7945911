/** A further version of an actor's machine, as a release would bring it: its context gains a field. */
import { type AnyStateMachine, createMachine } from 'xstate';
import { z } from 'zod';
import { type ActorDefinition, defineActor, type Snapshot } from '../src/platform/actors/index.ts';

const defineAny = defineActor as (machine: AnyStateMachine, definition: object) => ActorDefinition;

/** @returns the same actor whose context must have `field`: `created` on new actors, `upgraded` on old ones */
export function nextVersion(definition: ActorDefinition, field: string): ActorDefinition {
  const { machine, versions, ...rest } = definition;
  const { config, implementations } = machine;
  const createContext = config.context as (args: object) => object;
  const next = createMachine(
    { ...config, context: (args: object) => ({ ...createContext(args), [field]: 'created' }) } as never,
    implementations as never,
  );
  const context = versions.at(-1)?.context as z.ZodObject;
  return defineAny(next, {
    ...rest,
    previous: versions,
    context: context.extend({ [field]: z.string() }),
    upgrade: (previous: Snapshot) => ({
      ...previous,
      context: { ...previous.context, [field]: 'upgraded' },
    }),
  });
}
