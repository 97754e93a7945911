import { assign, type EventObject, type MachineContext } from 'xstate';

/**
 * Assigns whose event is narrowed to the messages that they are for; on another message's transition they don't compile.
 * @returns a function of the messages' types and of what they change in the context
 */
export function assignsOf<Context extends MachineContext, Message extends EventObject>() {
  return <const Type extends Message['type']>(
    _types: readonly Type[],
    change: (args: { context: Context; event: Extract<Message, { type: Type }> }) => Partial<Context>,
  ) => assign<Context, Extract<Message, { type: Type }>, undefined, Message, never>(change);
}
