/** A fan's browser over HTTP: stores its cookies and creates its own idempotency keys. */

import { randomUUID } from 'node:crypto';
import type { Payment } from '@holdfast/shared/payments';
import type { HeldReservation, Reservation } from '@holdfast/shared/reservations';
import { sandboxKeys } from '../src/paymentService.ts';
import { askSandbox } from './askSandbox.ts';

/** A response. */
export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

/** A client with its own cookies. */
export class Fan {
  readonly url: string;
  readonly sandboxUrl: string;
  #cookies = new Map<string, string>();

  constructor({ url, sandboxUrl }: { url: string; sandboxUrl: string }) {
    this.url = url;
    this.sandboxUrl = sandboxUrl;
  }

  /** @param headers take precedence: an `idempotency-key` of its own, or '' for none */
  async ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        cookie: this.cookieLine(),
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : {
            body:
              typeof body === 'string' || body instanceof Uint8Array
                ? (body as BodyInit)
                : JSON.stringify(body),
          }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  }

  /** What a browser would save. */
  async file(path: string): Promise<Buffer> {
    const response = await fetch(`${this.url}/api${path}`, { headers: { cookie: this.cookieLine() } });
    return Buffer.from(await response.arrayBuffer());
  }

  /** A response whose body is still coming, such as a stream of events. */
  open(path: string, signal: AbortSignal): Promise<Response> {
    return fetch(`${this.url}/api${path}`, { headers: { cookie: this.cookieLine() }, signal });
  }

  /** The header `Cookie` of what it sends. */
  cookieLine(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  signIn(email: string, password: string) {
    return this.ask('POST', '/session', { email, password });
  }

  hold(listingId: string, quantity: number, more: object = {}, key: string = randomUUID()) {
    return this.ask<HeldReservation & { code: string }>(
      'POST',
      '/reservations',
      { items: [{ listingId, quantity, ...more }], email: 'fan@example.com' },
      { 'idempotency-key': key },
    );
  }

  async read(reservationId: string): Promise<Reservation> {
    return (await this.ask<Reservation>('GET', `/reservations/${reservationId}`)).body;
  }

  async pay(reservationId: string, card = '4242424242424242', key: string = randomUUID()) {
    return this.payWith(await this.token(card), reservationId, key);
  }

  /**
   * Pays while the gateway holds back its answers, and loses its webhooks.
   * @returns lets the gateway answer
   */
  async payUnanswered(reservationId: string, card = '4242424242424242'): Promise<() => Promise<void>> {
    const token = await this.token(card);
    await injectFaults(this.sandboxUrl, { delayAnswersMs: 3_600_000, loseWebhooks: true });
    await this.payWith(token, reservationId);
    return async () => {
      await injectFaults(this.sandboxUrl, null);
      await injectFaults(this.sandboxUrl, { loseWebhooks: true });
    };
  }

  private payWith(confirmationTokenId: string, reservationId: string, key: string = randomUUID()) {
    return this.ask<Payment & { code: string }>(
      'POST',
      `/reservations/${reservationId}/payments`,
      { confirmationTokenId },
      { 'idempotency-key': key },
    );
  }

  /** What the card form of the browser does: the card goes to the gateway, never to us. */
  async token(number: string): Promise<string> {
    const response = await fetch(`${this.sandboxUrl}/v1/sandbox/confirmation_tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandboxKeys.publishableKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        number,
        exp_month: 12,
        exp_year: 2059,
        cvc: '123',
        name: 'Helen',
        email: 'fan@example.com',
        postal_code: '15212',
      }),
    });
    const { id } = (await response.json()) as { id: string };
    return id;
  }

  /** Reads until the reservation is as wanted. @throws Error that says how it is after `withinMs` */
  async until(
    reservationId: string,
    wanted: (reservation: Reservation) => boolean,
    withinMs = 120_000,
  ): Promise<Reservation> {
    const since = performance.now();
    for (;;) {
      const reservation = await this.read(reservationId);
      if (wanted(reservation)) return reservation;
      if (performance.now() - since > withinMs)
        throw new Error(
          `after ${withinMs} ms it is ${reservation.state}, its payment ${JSON.stringify(reservation.payment)}`,
        );
      await shortly(since);
    }
  }

  /** Buys tickets, all of the way. */
  async buy(listingId: string, quantity: number): Promise<Reservation> {
    const held = await this.hold(listingId, quantity);
    if (held.status !== 201) throw new Error(`hold answered ${held.status} ${JSON.stringify(held.body)}`);
    await this.pay(held.body.id);
    return this.until(held.body.id, ({ state }) => state === 'paid');
  }
}

/** Milliseconds of the shortest and the longest pause between two looks. */
const [soonMs, lateMs] = [50, 500];

/**
 * Pauses between two looks at what a worker does meanwhile: it needs the processor more than who waits for it. A pause is a fifth of
 * what was waited until then, so that waiting on a busy machine doesn't make it busier.
 * @param since when the waiting began, ms of `performance.now()`
 */
export const shortly = (since: number = performance.now()): Promise<void> =>
  new Promise((resolve) =>
    setTimeout(resolve, Math.min(lateMs, Math.max(soonMs, (performance.now() - since) / 5))),
  );

/** Injects faults into the sandbox; null clears them. */
export async function injectFaults(sandboxUrl: string, how: object | null): Promise<void> {
  if (how === null) await askSandbox({ sandboxUrl }, 'DELETE', 'faults');
  else await askSandbox({ sandboxUrl }, 'POST', 'faults', how);
}

/** Polls until the condition is true. @throws Error naming `what` after `withinMs` */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  withinMs = 120_000,
  facts: () => Promise<string> = async () => '',
): Promise<void> {
  const since = performance.now();
  while (!(await holds())) {
    if (performance.now() - since > withinMs)
      throw new Error(`${what}: not within ${withinMs} ms. ${await facts()}`);
    await shortly(since);
  }
}
