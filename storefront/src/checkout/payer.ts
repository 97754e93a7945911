/** What both payment forms can do; the page doesn't know which one it has. */
export interface Payer {
  /**
   * Sends the card to the payment provider, never to us.
   * @param email of the buyer
   * @returns the id of a confirmation token
   * @throws CardRefused when a field is not valid, or the provider doesn't answer
   */
  createToken(email: string): Promise<string>;
  /** Does the bank's 3-D Secure step in live mode. The sandbox has a page for it instead. */
  authenticate(clientSecret: string): Promise<void>;
}

/** The card was not accepted; nothing was charged. */
export class CardRefused extends Error {
  /** The form's field that caused it, or null. */
  readonly field: string | null;

  constructor(message: string, field: string | null = null) {
    super(message);
    this.field = field;
  }
}
