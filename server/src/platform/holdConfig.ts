/** How holds are kept from being hoarded. */

/** Limits against hoarding; 0: none. Those by fan and network count holds that became no order. */
export interface HoldLimits {
  /** Of one fan within an hour. */
  perFan: number;
  /** Of the guests of one network address at one event, within a quarter of an hour. */
  perNetwork: number;
  /** Fans who pay with one card at one event within an hour, bought or not. */
  perCard: number;
}

interface HoldVariables {
  NODE_ENV: string;
  HOLDS_PER_FAN?: number | undefined;
  HOLDS_PER_NETWORK?: number | undefined;
  FANS_PER_CARD?: number | undefined;
}

/**
 * @param takesPlayMoney the sandbox is used, whose few cards are everybody's: no limit of a card unless set
 * @returns the limits; none in tests unless set, because many fans of a test come from one address
 */
export function readHoldLimits(value: HoldVariables, takesPlayMoney: boolean): HoldLimits {
  const [fan, network] = value.NODE_ENV === 'test' ? [0, 0] : [15, 10];
  return {
    perFan: value.HOLDS_PER_FAN ?? fan,
    perNetwork: value.HOLDS_PER_NETWORK ?? network,
    perCard: value.FANS_PER_CARD ?? (takesPlayMoney ? 0 : 6),
  };
}
