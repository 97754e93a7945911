/** The fields of every stored record. `created` is in seconds, `dueAt` in ms, both of the sandbox's clock. */
export interface RecordBase {
  id: string;
  /** Increases with each record; lists are ordered by it. */
  seq: number;
  created: number;
  /** The payment intent that the record belongs to; of a movement of a reversal, its transfer. */
  parent: string | null;
  /** When the record changes without a request (an authorization expires, a refund arrives), or null. */
  dueAt: number | null;
}
