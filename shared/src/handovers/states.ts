/** The states of a handover. `handover.machine.ts` defines the transitions. */
export const handoverStates = [
  'sent',
  'undated',
  'accepted',
  'declined',
  'takenBack',
  'lapsed',
  'ended',
] as const;
/** One state of a handover. */
export type HandoverState = (typeof handoverStates)[number];

/** Whether it waits for the friend's answer. */
export const isHandoverOpen = (state: HandoverState): boolean => state === 'sent' || state === 'undated';
