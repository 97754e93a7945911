/**
 * What if, proven: random orders go their ways through the product's own commands with the sandbox. At each stand on that way
 * one of the actions that support may do is tried and then really done, and what was foretold is compared with what its
 * transaction then did: machines, tickets, price, deadline, books, and the jobs that ask Stripe and send emails. What is said
 * to be impossible must be refused, and a trial of another action in between must leave nothing.
 */
import type { HoldMoves, SupportCase, TriedAction } from '@holdfast/shared/support';
import { type Random, randomFor } from '../../demo/consignment/random.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildListings } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { signedIn } from '../people.ts';
import type { TestApp } from '../runningApp.ts';
import { FanSteps } from './fanSteps.ts';
import { compareWithConsequences, compareWithHappened, rememberQueuedJobs } from './happened.ts';
import { Quiet } from './quiet.ts';

/** One action that was tried and then asked for. */
export interface TriedCase {
  /** The seed of the order, and how it got to where it was tried. */
  way: string;
  /** `refund of payment in succeeded`. */
  action: string;
  /** Whether it was possible. */
  isDone: boolean;
  /** In what the prediction and what happened differ; empty: in nothing. */
  differences: string[];
}

type Actor = SupportCase['actors'][number];
type Body = { actorId: string; version: number; message: string } & Record<string, unknown>;

/** The most steps of one order's way. */
const mostSteps = 9;

/** Makes cases in one application. */
export async function whatIfs(app: TestApp) {
  const { db } = app.context;
  await rememberQueuedJobs(db);
  const quiet = new Quiet(db);
  let support = await signedIn(app, 'support');
  return {
    /** A fresh proof of who acts is asked for after half an hour. */
    async signInAgain() {
      support = await signedIn(app, 'support');
    },
    /** Some orders of one event at once, one for each seed. */
    async tryWays(seeds: readonly number[]): Promise<TriedCase[]> {
      const orders = seeds.map((seed) => ({ seed, choose: randomFor('what if', seed) }));
      const eventId = await buildEvent(app.context);
      // Each order moves within two listings of its own: nobody else takes the seats between its trial and its action.
      const listings = await buildListings(
        app.context,
        orders.flatMap(({ choose }, i) => {
          const isFree = choose.chance(0.1);
          const listing = (row: string) => ({
            eventId,
            ...(choose.chance(0.7)
              ? { section: `${100 + i}`, row, seats: [1, 2, 3, 4, 5, 6] }
              : { ticketType: `Lawn ${i} ${row}`, quantity: 30 }),
            priceAmount: isFree ? 0 : 1_000 + choose.whole(0, 49_999),
          });
          return [listing('A'), listing('B')];
        }),
      );
      const tried = await Promise.all(
        orders.map(({ seed, choose }, i) => {
          const own = listings.slice(2 * i, 2 * i + 2).map(({ id }) => id);
          return new Way({ app, support, quiet, seed, choose, own }).go();
        }),
      );
      return tried.flat();
    },
  };
}

interface Means {
  app: TestApp;
  support: Fan;
  quiet: Quiet;
  seed: number;
  choose: Random;
  /** The listings that no other order takes from. */
  own: string[];
}

/** The way of one order: what its fan, the bank and support do to it, in a random order. */
class Way {
  readonly #means: Means;
  readonly #steps: string[];
  readonly #tried: TriedCase[] = [];
  #id = '';

  constructor(means: Means) {
    this.#means = means;
    this.#steps = [`seed ${means.seed}`];
  }

  async go(): Promise<TriedCase[]> {
    const { app, choose, quiet, own } = this.#means;
    const fan = new Fan(app);
    const held = await fan.hold(own[0] as string, 1 + choose.whole(0, 3));
    if (held.status !== 201) throw new Error(`hold answered ${held.status} ${JSON.stringify(held.body)}`);
    this.#id = held.body.id;
    const fanSteps = new FanSteps(this.#means, fan, this.#id);
    let isStuck = false;
    for (let step = 0; step < mostSteps; step++) {
      const isSupport = choose.chance(step === 0 ? 0.35 : 0.7);
      const did = isSupport ? await this.#supportActs(fan) : await fanSteps.next();
      if (did !== null) this.#steps.push(did);
      await quiet.of(this.#id);
      // Neither support nor the fan can do anything any more.
      if (did === null && isStuck) break;
      isStuck = did === null;
    }
    return this.#tried;
  }

  /** @returns what was done; null: nothing could be */
  async #supportActs(fan: Fan): Promise<string | null> {
    const { choose } = this.#means;
    const shown = await this.#case();
    if (choose.chance(0.25)) await this.#refusesImpossible(shown);
    const possible = shown.actors.flatMap((actor) => actor.actions.map((action) => ({ actor, action })));
    if (possible.length === 0) return null;
    const { actor, action } = choose.pick(possible);
    const body = await this.#bodyOf(shown, actor, action.message);
    if (choose.chance(0.2)) {
      const other = choose.pick(possible);
      await this.#try(await this.#bodyOf(shown, other.actor, other.action.message));
    }
    const tried = await this.#try(body);
    const bankPage =
      action.message === 'breakHold' ? (await fan.read(this.#id)).payment?.nextActionUrl : undefined;
    const done = await this.#do(body, action.confirmWith);
    const isDone = done.status === 200;
    const differences: string[] = [];
    if (tried.isPossible !== isDone)
      differences.push(
        `possible: ${tried.isPossible} (${tried.because}), but done: ${done.status} ${done.detail}`,
      );
    else if (isDone) {
      // The fan answers the bank when the hold is broken already.
      if (bankPage && choose.chance(0.5))
        await new FanSteps(this.#means, fan, this.#id).postToBank(bankPage, 'approve');
      differences.push(...(await this.#compare(shown, tried, actor)));
    }
    this.#note(actor, action.message, isDone, differences);
    return `${isDone ? '' : 'refused '}${action.message}`;
  }

  async #compare(shown: SupportCase, tried: TriedAction, actor: Actor): Promise<string[]> {
    const { app, quiet } = this.#means;
    const { db } = app.context;
    const differences = await compareWithHappened(db, shown, tried, {
      id: actor.id,
      version: actor.version + 1,
    });
    await quiet.of(this.#id);
    return [...differences, ...(await compareWithConsequences(db, this.#id, tried))];
  }

  /** One action that is said not to be possible. */
  async #refusesImpossible(shown: SupportCase): Promise<void> {
    const refused = shown.actors.flatMap((actor) => actor.refused.map((each) => ({ actor, ...each })));
    if (refused.length === 0) return;
    const { actor, message } = this.#means.choose.pick(refused);
    const body = await this.#bodyOf(shown, actor, message);
    const tried = await this.#try(body);
    const done = await this.#do(body, shown.reservation.code);
    this.#note(
      actor,
      message,
      false,
      tried.isPossible || done.status === 200
        ? [`it is said to be refused, but tried: ${tried.isPossible}, done: ${done.status}`]
        : [],
    );
  }

  #note(actor: Actor, message: string, isDone: boolean, differences: string[]): void {
    this.#tried.push({
      way: this.#steps.join(', '),
      action: `${message} of ${actor.type} in ${actor.state}`,
      isDone,
      differences,
    });
  }

  async #bodyOf(shown: SupportCase, { id: actorId, version }: Actor, message: string): Promise<Body> {
    return { actorId, version, message, ...(await this.#optionsOf(shown, message)) };
  }

  async #optionsOf(shown: SupportCase, message: string): Promise<object> {
    const { choose } = this.#means;
    const goodOnes = shown.tickets.filter(({ state }) => state === 'good');
    const wantsTickets = message === 'nameTickets' || (message === 'refund' && choose.chance(0.6));
    if (message === 'breakHold')
      return { cause: choose.pick(['doubleSale', 'fraud', 'wrongSeats', 'eventOrder'] as const) };
    if (message === 'extend') return { minutes: choose.whole(1, 60) };
    if (message === 'move') return this.#anotherPlace();
    if (!wantsTickets || goodOnes.length === 0) return {};
    return {
      ticketIds: goodOnes.slice(0, choose.whole(1, goodOnes.length)).map(({ id }) => id),
      withFees: choose.chance(0.7),
      backOnSale: choose.chance(0.7),
    };
  }

  /** Seats that the hold could go over to, now and then at a price that nobody saw. */
  async #anotherPlace(): Promise<object> {
    const { support, choose, own } = this.#means;
    const { body } = await support.ask<HoldMoves>('GET', `/admin/reservations/${this.#id}/moves`);
    const places = (body.data ?? []).filter((place) => own.includes(place.listingId));
    if (places.length === 0) return {};
    const { listingId, seats, total } = choose.pick(places);
    return { listingId, seats, seenTotal: total.amount + (choose.chance(0.1) ? 1 : 0) };
  }

  async #case(): Promise<SupportCase> {
    return (await this.#means.support.ask<SupportCase>('GET', `/admin/reservations/${this.#id}`)).body;
  }

  async #try(body: Body): Promise<TriedAction> {
    const path = `/admin/reservations/${this.#id}/actions/try`;
    const { status, body: tried } = await this.#means.support.ask<TriedAction>('POST', path, body);
    if (status !== 200) throw new Error(`${this.#steps}: the trial answered ${status}`);
    return tried;
  }

  async #do(body: Body, code: string | null): Promise<{ status: number; detail: string }> {
    const { status, body: answer } = await this.#means.support.ask<{ detail?: string }>(
      'POST',
      `/admin/reservations/${this.#id}/actions`,
      { ...body, reason: 'A random case', ...(code ? { confirmCode: code } : {}) },
    );
    return { status, detail: answer.detail ?? '' };
  }
}
