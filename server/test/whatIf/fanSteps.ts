/** What happens to an order by itself: what its fan does, and what the bank says. Each step is one that the order's state allows. */
import type { Reservation } from '@holdfast/shared/reservations';
import type { Random } from '../../demo/consignment/random.ts';
import { bankDoes } from '../bank.ts';
import type { Fan } from '../fan.ts';
import type { TestApp } from '../runningApp.ts';
import type { Quiet } from './quiet.ts';

const good = '4242424242424242';
const declined = '4000000000000002';
const secure = '4000002500003155';
const disputed = '4000000000000259';
const refundsPend = '4000000000007726';
const refundsFail = '4000000000005126';

/** A fan with one order. */
export class FanSteps {
  readonly #app: TestApp;
  readonly #quiet: Quiet;
  readonly #fan: Fan;
  readonly #id: string;
  readonly #choose: Random;

  constructor({ app, quiet, choose }: { app: TestApp; quiet: Quiet; choose: Random }, fan: Fan, id: string) {
    this.#app = app;
    this.#quiet = quiet;
    this.#fan = fan;
    this.#id = id;
    this.#choose = choose;
  }

  /** @returns what was done; null: nothing happens to it by itself now */
  async next(): Promise<string | null> {
    const order = await this.#fan.read(this.#id);
    if (order.state === 'pending.holding')
      return order.total.amount === 0 ? this.#holdsFree() : this.#holds();
    if (order.payment?.state === 'requiresAction') return this.answerBank(order);
    if (order.state === 'paid' || order.state === 'refunded') return this.#bankTurns();
    return null;
  }

  async #holds(): Promise<string> {
    const card = this.#choose.weighted([
      [null, 1],
      [good, 6],
      [declined, 2],
      [secure, 2],
      [disputed, 1.5],
      [refundsPend, 1],
      [refundsFail, 1.5],
    ]);
    if (card === null) {
      await this.#fan.ask('DELETE', `/reservations/${this.#id}`);
      return 'let go';
    }
    await this.#fan.pay(this.#id, card);
    if (card === disputed) await this.#until(`SELECT 1 FROM payments_disputes WHERE reservation_id = ?`);
    return `pays by ${card}`;
  }

  async #holdsFree(): Promise<string> {
    await this.#fan.ask('POST', `/reservations/${this.#id}/claim`, { email: 'free@example.com' });
    return 'takes it for nothing';
  }

  /** The 3-D Secure page of the order's payment, approved or refused. */
  async answerBank(order: Reservation): Promise<string> {
    const decision = this.#choose.chance(0.7) ? 'approve' : 'refuse';
    await this.postToBank(order.payment?.nextActionUrl as string, decision);
    await this.#until(
      `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM payments_charges WHERE reservation_id = ? AND state = 'requiresAction')`,
    );
    return `${decision}s at the bank`;
  }

  /** @param page of the sandbox's bank */
  async postToBank(page: string, decision: 'approve' | 'refuse'): Promise<void> {
    await fetch(page, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });
  }

  /** The bank sends a refund back, or decides about a dispute. */
  async #bankTurns(): Promise<string | null> {
    const { db } = this.#app.context;
    const refund = await db('payments_refunds')
      .where({ reservation_id: this.#id, state: 'done' })
      .whereNotNull('stripe_id')
      .first('stripe_id');
    if (refund) {
      await bankDoes(this.#app, `refunds/${refund.stripe_id}`);
      await this.#until(
        `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM payments_refunds WHERE reservation_id = ? AND state = 'done' AND stripe_id = ?)`,
        refund.stripe_id,
      );
      return 'gets a refund back from the bank';
    }
    const dispute = await db('payments_disputes')
      .where({ reservation_id: this.#id })
      .where('state', 'like', 'open%')
      .first('stripe_id');
    if (!dispute) return null;
    const status = this.#choose.pick(['won', 'lost']);
    await bankDoes(this.#app, `disputes/${dispute.stripe_id}`, { status });
    await this.#until(
      `SELECT 1 FROM payments_disputes WHERE reservation_id = ? AND stripe_id = ? AND state = '${status}'`,
      dispute.stripe_id,
    );
    return `has a dispute that is ${status}`;
  }

  #until(text: string, ...more: string[]): Promise<void> {
    return this.#quiet.until(this.#id, text, [this.#id, ...more]);
  }
}
