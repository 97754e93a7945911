/** Why a delivery didn't work, by cause: the cause is in the log, a person's own words are beside it and can be erased. */

/** Why a fan can't accept tickets. */
export const refusalCauses = ['notArrived', 'wrongTickets', 'notAccepted', 'other'] as const;
/** Why a fan can't accept tickets. */
export type RefusalCause = (typeof refusalCauses)[number];

/** As the fan chooses them. */
export const refusalNames: Record<RefusalCause, string> = {
  notArrived: 'Nothing has arrived',
  wrongTickets: 'These aren’t the tickets that I bought',
  notAccepted: 'The app doesn’t let me accept or open them',
  other: 'Something else',
};

/** Whose part it is that a delivery failed. */
export const failureFaults = ['consignor', 'marketplace', 'fan', 'nobody'] as const;
/** Whose part it is that a delivery failed. */
export type FailureFault = (typeof failureFaults)[number];

/** As staff choose them. */
export const faultNames: Record<FailureFault, string> = {
  consignor: 'The consignor’s',
  marketplace: 'Ours',
  fan: 'The fan’s',
  nobody: 'Nobody’s',
};
