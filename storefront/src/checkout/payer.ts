/** What both payment forms can do; the page doesn't know which one it has. */
export interface Payer {
  /**
   * Gives the card to the payment provider, never to us.
   * @param email of who pays
   * @returns the id of a confirmation token
   * @throws CardRefused when a field needs another look, or the provider can't be heard
   */
  createToken(email: string): Promise<string>;
  /** Does what the bank asks for, in live mode; the sandbox's bank is a page of its own. */
  authenticate(clientSecret: string): Promise<void>;
}

/** Nothing was charged. */
export class CardRefused extends Error {
  /** The form's field, where one is to blame. */
  readonly field: string | null;

  constructor(message: string, field: string | null = null) {
    super(message);
    this.field = field;
  }
}
