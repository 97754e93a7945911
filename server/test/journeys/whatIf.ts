/**
 * What if, proven: random orders are made through the product's own commands with the sandbox, one of the actions that support
 * may do is tried and then really done, and what was foretold is compared with what its transaction then did: machines,
 * tickets, books, and the jobs that ask Stripe and send emails. What is said to be impossible must be refused.
 */
import type { SupportCase, TriedAction } from '@holdfast/shared/support';
import { type Random, randomFor } from '../../demo/consignment/random.ts';
import { bankDoes } from '../bank.ts';
import { buildListing } from '../factories/listings.ts';
import { eventually, Fan } from '../fan.ts';
import { signedIn } from '../people.ts';
import type { TestApp } from '../runningApp.ts';
import { differencesAtOnce, differencesLater, rememberJobs } from './whatHappened.ts';

const good = '4242424242424242';
const declined = '4000000000000002';
const secure = '4000002500003155';
const disputed = '4000000000000259';
const failsRefund = '4000000000005126';

/** What came of one case. */
export interface Tried {
  /** How the order was, such as `paid by 4242424242424242`. */
  kind: string;
  /** `refund of payment`; null: nothing could be done by hand. */
  action: string | null;
  /** In what the prediction and what happened differ; empty: in nothing. */
  differences: string[];
}

/** Makes cases in one application. */
export async function whatIfs(app: TestApp) {
  await app.context.db.raw(rememberJobs);
  let support = await signedIn(app, 'support');
  return {
    /** A fresh proof of who acts is asked for after half an hour. */
    async signInAgain() {
      support = await signedIn(app, 'support');
    },
    tryOne: (seed: number) => new OneCase(app, support, randomFor('what if', seed)).run(),
  };
}

class OneCase {
  readonly #app: TestApp;
  readonly #support: Fan;
  readonly #choose: Random;

  constructor(app: TestApp, support: Fan, choose: Random) {
    this.#app = app;
    this.#support = support;
    this.#choose = choose;
  }

  async run(): Promise<Tried> {
    const { db } = this.#app.context;
    const { kind, id } = await this.#make();
    const differences: string[] = [];
    await this.#quiet(id);
    differences.push(...(await this.#refusesImpossible(id)));
    const shown = await this.#caseOf(id);
    const possible = shown.actors.flatMap((actor) => actor.actions.map((action) => ({ actor, action })));
    if (possible.length === 0) return { kind, action: null, differences };
    const { actor, action } = this.#choose.pick(possible);
    const body = {
      actorId: actor.id,
      version: actor.version,
      message: action.message,
      ...this.#options(shown, action.message),
    };
    const tried = await this.#support.ask<TriedAction>('POST', `/admin/reservations/${id}/actions/try`, body);
    const done = await this.#support.ask<SupportCase & { detail?: string }>(
      'POST',
      `/admin/reservations/${id}/actions`,
      {
        ...body,
        reason: 'A random case',
        ...(action.confirmWith ? { confirmCode: action.confirmWith } : {}),
      },
    );
    if (tried.status !== 200) differences.push(`the trial answered ${tried.status}`);
    else if (tried.body.isPossible !== (done.status === 200))
      differences.push(
        `possible: ${tried.body.isPossible} (${tried.body.because}), but done: ${done.status} ${done.body.detail}`,
      );
    else if (done.status === 200)
      differences.push(...(await differencesAtOnce(db, id, shown, tried.body, actor.id, actor.version + 1)));
    await this.#quiet(id);
    differences.push(...(await differencesLater(db, id, tried.body)));
    return { kind, action: `${action.message} of ${actor.type}`, differences };
  }

  /** A random order: how it was paid, and what happened to it since. */
  async #make(): Promise<{ kind: string; id: string }> {
    const choose = this.#choose;
    const app = this.#app;
    const fan = new Fan(app);
    const quantity = 1 + choose.whole(0, 2);
    const isSeated = choose.chance(0.7);
    const isFree = choose.chance(0.1);
    const listing = await buildListing(app.context, {
      ...(isSeated ? { seats: [1, 2, 3, 4] } : { ticketType: 'Lawn', quantity: 30 }),
      priceAmount: isFree ? 0 : 1_000 + choose.whole(0, 49_999),
    });
    const { body: held } = await fan.hold(listing.id, quantity);
    const id = held.id;
    if (isFree) {
      if (choose.chance(0.3)) return { kind: 'free, held', id };
      await fan.ask('POST', `/reservations/${id}/claim`, { email: 'free@example.com' });
      return { kind: 'free order', id };
    }
    const card = choose.pick([null, good, good, good, declined, secure, secure, disputed, failsRefund]);
    if (card === null) {
      if (choose.chance(0.3)) await fan.ask('DELETE', `/reservations/${id}`);
      return { kind: 'held or let go', id };
    }
    await fan.pay(id, card);
    if (card === declined) {
      await fan.until(id, ({ payment }) => payment?.decline != null);
      return { kind: 'declined', id };
    }
    if (card === secure) {
      const asked = await fan.until(id, ({ payment }) => payment?.state === 'requiresAction');
      if (choose.chance(0.6)) return { kind: 'waits for 3-D Secure', id };
      // The fan answers the bank after the hold was broken.
      const bankPage = asked.payment?.nextActionUrl as string;
      await this.#breakHold(id);
      await fetch(bankPage, {
        method: 'POST',
        body: new URLSearchParams({ decision: 'approve' }),
        redirect: 'manual',
      });
      return { kind: 'answered after its hold was broken', id };
    }
    await fan.until(id, ({ state }) => state === 'paid');
    await this.#quiet(id);
    const before = choose.whole(0, 3);
    if (before >= 1 && quantity > 1) await this.#refund(id, true);
    if (before === 2) await this.#refund(id, false);
    if (before === 3) await this.#returnRefund(id);
    return { kind: `paid by ${card}, ${['as it is', 'part back', 'all back', 'returned'][before]}`, id };
  }

  async #breakHold(id: string): Promise<void> {
    const shown = await this.#caseOf(id);
    const [reservation] = shown.actors;
    await this.#support.ask('POST', `/admin/reservations/${id}/actions`, {
      actorId: reservation?.id,
      version: reservation?.version,
      message: 'breakHold',
      cause: 'doubleSale',
      confirmCode: shown.reservation.code,
      reason: 'A random case',
    });
  }

  async #refund(id: string, isPart: boolean): Promise<void> {
    const shown = await this.#caseOf(id);
    const payment = shown.actors.find(({ type }) => type === 'payment');
    const ticket = shown.tickets.find(({ state }) => state === 'good');
    await this.#support.ask('POST', `/admin/reservations/${id}/actions`, {
      actorId: payment?.id,
      version: payment?.version,
      message: 'refund',
      reason: 'A random case',
      ...(isPart && ticket ? { ticketIds: [ticket.id], withFees: this.#choose.chance(0.5) } : {}),
    });
    await this.#quiet(id);
  }

  /** The bank sends a refund back, where there is one. */
  async #returnRefund(id: string): Promise<void> {
    const refund = await this.#app.context
      .db('refunds')
      .join('payments', 'payments.id', 'refunds.payment_id')
      .where({ reservation_id: id, 'refunds.state': 'done' })
      .first('refunds.stripe_id');
    if (!refund) return;
    await bankDoes(this.#app, `refunds/${refund.stripe_id}`);
    await eventually(
      'the refund is returned',
      async () =>
        (await this.#app.context.db('refunds').where({ stripe_id: refund.stripe_id }).first()).state !==
        'done',
    );
  }

  #options(shown: SupportCase, message: string): object {
    const choose = this.#choose;
    const goodOnes = shown.tickets.filter(({ state }) => state === 'good');
    if (message === 'breakHold')
      return { cause: choose.pick(['doubleSale', 'fraud', 'wrongSeats', 'eventOrder'] as const) };
    const needsTickets = message === 'nameTickets';
    if (!needsTickets && (message !== 'refund' || goodOnes.length === 0 || choose.chance(0.4))) return {};
    const count = 1 + choose.whole(0, Math.max(1, goodOnes.length) - 1);
    return {
      ticketIds: goodOnes.slice(0, count).map(({ id }) => id),
      withFees: choose.chance(0.7),
      backOnSale: choose.chance(0.7),
    };
  }

  async #caseOf(id: string): Promise<SupportCase> {
    return (await this.#support.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body;
  }

  /** Nothing of the order is under way: no job of its actors waits, and the bank is asked nothing. */
  async #quiet(id: string): Promise<void> {
    const { db } = this.#app.context;
    await eventually(
      `${id} is quiet`,
      async () => {
        const { rows } = await db.raw(
          `WITH own AS (SELECT ?::text AS id UNION SELECT id FROM payments_charges WHERE reservation_id = ? UNION
             SELECT id FROM payments_refunds WHERE reservation_id = ? UNION SELECT id FROM payments_disputes WHERE reservation_id = ?)
           SELECT EXISTS (SELECT 1 FROM graphile_worker._private_jobs j JOIN own ON split_part(j.key, '/', 1) = own.id)
             OR EXISTS (SELECT 1 FROM payments_charges WHERE reservation_id = ? AND state IN ('created', 'confirming', 'authorized', 'capturing', 'voiding'))
             OR EXISTS (SELECT 1 FROM payments_refunds WHERE reservation_id = ? AND state IN ('requested', 'sending.asked', 'sending.pending')) AS busy`,
          [id, id, id, id, id, id],
        );
        return !rows[0].busy;
      },
      120_000,
    );
  }

  /** One action that is said not to be possible. */
  async #refusesImpossible(id: string): Promise<string[]> {
    const shown = await this.#caseOf(id);
    const refused = shown.actors.flatMap((actor) => actor.refused.map((each) => ({ actor, ...each })));
    if (refused.length === 0) return [];
    const { actor, message } = this.#choose.pick(refused);
    const body = {
      actorId: actor.id,
      version: actor.version,
      message,
      ...(message === 'breakHold' ? { cause: 'fraud' } : {}),
    };
    const tried = await this.#support.ask<TriedAction>('POST', `/admin/reservations/${id}/actions/try`, body);
    const done = await this.#support.ask('POST', `/admin/reservations/${id}/actions`, {
      ...body,
      reason: 'A random case',
      confirmCode: shown.reservation.code,
    });
    return tried.body.isPossible || done.status === 200
      ? [`${message} in ${actor.state} is said to be refused, but ${done.status}`]
      : [];
  }
}
