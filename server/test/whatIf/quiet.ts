/** Waits until nothing of an order is under way: one look for all that wait, because most of a random case is waiting. */
import type { Database } from '../../src/platform/db/index.ts';
import { shortly } from '../fan.ts';

/** An order is given up after this long, ms. */
const withinMs = 120_000;

/** SQL: those of the orders of which a job of an actor waits, or Stripe is being asked something. */
const busyText = `
  WITH asked AS (SELECT unnest(?::text[]) AS id),
  own AS (SELECT id, id AS actor FROM asked
    UNION ALL SELECT reservation_id, id FROM payments_charges WHERE reservation_id IN (SELECT id FROM asked)
    UNION ALL SELECT reservation_id, id FROM payments_refunds WHERE reservation_id IN (SELECT id FROM asked)
    UNION ALL SELECT reservation_id, id FROM payments_disputes WHERE reservation_id IN (SELECT id FROM asked))
  SELECT id FROM own WHERE actor IN (SELECT split_part(key, '/', 1) FROM graphile_worker._private_jobs WHERE key IS NOT NULL)
  UNION SELECT reservation_id FROM payments_charges WHERE reservation_id IN (SELECT id FROM asked)
    AND state IN ('created', 'open.confirming', 'open.authorized', 'open.capturing', 'open.voiding')
  UNION SELECT reservation_id FROM payments_refunds WHERE reservation_id IN (SELECT id FROM asked)
    AND state IN ('requested', 'sending.asked', 'sending.pending')`;

interface Waiter {
  /** Of what is waited for beside the quiet. */
  what?: { text: string; values: unknown[] };
  since: number;
  done(): void;
  failed(error: Error): void;
}

/** The orders of one application that are waited for. */
export class Quiet {
  readonly #db: Database;
  readonly #waiting = new Map<string, Waiter>();
  #isLooking = false;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @throws Error when it is still busy after two minutes */
  of(reservationId: string): Promise<void> {
    return this.#wait(reservationId, undefined);
  }

  /**
   * Waits for something else of an order, in the same turn, so that many that wait need one connection.
   * @param text SQL that finds a row once it is so
   * @throws Error after two minutes
   */
  until(reservationId: string, text: string, values: unknown[]): Promise<void> {
    return this.#wait(reservationId, { text, values });
  }

  #wait(reservationId: string, what: Waiter['what']): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.set(reservationId, { ...(what ? { what } : {}), since: Date.now(), done, failed });
      if (!this.#isLooking) void this.#look();
    });
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    while (this.#waiting.size > 0) {
      const asked = [...this.#waiting];
      try {
        const forQuiet = asked.filter(([, { what }]) => !what).map(([id]) => id);
        const { rows } = await this.#db.raw(busyText, [forQuiet]);
        const busy = new Set(rows.map(({ id }: { id: string }) => id));
        for (const [id, { what }] of asked)
          if (what && (await this.#db.raw(what.text, what.values as string[])).rows.length === 0)
            busy.add(id);
        for (const [id, waiter] of asked) this.#settle(id, waiter, busy.has(id));
      } catch (error) {
        for (const [id, { failed }] of asked) {
          this.#waiting.delete(id);
          failed(error as Error);
        }
      }
      await shortly();
    }
    this.#isLooking = false;
  }

  #settle(id: string, { what, since, done, failed }: Waiter, isBusy: boolean): void {
    const isLate = Date.now() - since > withinMs;
    if (isBusy && !isLate) return;
    this.#waiting.delete(id);
    if (isBusy) failed(new Error(`${id} is not ${what?.text ?? 'quiet'} after ${withinMs} ms`));
    else done();
  }
}
