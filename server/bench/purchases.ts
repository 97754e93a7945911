/**
 * Whole purchases: hold → pay → tickets, 64 buyers, four for every ticket; the sandbox is its own process.
 */
import { sandboxKeys } from '../src/paymentService.ts';
import { Connection, encode } from './load.ts';

/** The measurements. */
export interface PurchaseResult {
  /** Orders with tickets per second. */
  rate: number;
  sold: number;
  soldOut: number;
  /** Responses with status 500 or above. */
  failures: number;
  /** Milliseconds from the hold's request to the tickets. */
  p50: number;
  p99: number;
}

/** A browser follows its order by a stream that checks every 250 ms; a poll replaces it here, ms. */
const pollMs = 200;

interface Held {
  id: string;
}

const cookiesOf = (headers: string) =>
  [...headers.matchAll(/\r\nset-cookie: ([^;\r]+)/gi)].map(([, pair]) => pair).join('; ');

/** Creates card tokens beforehand: the browser gets them from the sandbox, not from the application. */
export async function makeTokens(gatewayUrl: string, count: number): Promise<string[]> {
  const tokens: string[] = [];
  const port = Number(new URL(gatewayUrl).port);
  const connections = await Promise.all(Array.from({ length: 16 }, () => Connection.open(port)));
  const body = JSON.stringify({
    number: '4242424242424242',
    exp_month: 12,
    exp_year: 2035,
    cvc: '123',
    name: 'Bench',
    email: 'bench@example.com',
    postal_code: '15212',
  });
  const request = encode({
    method: 'POST',
    path: '/v1/sandbox/confirmation_tokens',
    headers: `authorization: Bearer ${sandboxKeys.publishableKey}\r\n`,
    body,
  });
  await Promise.all(
    connections.map(async (connection) => {
      while (tokens.length < count) {
        const answer = await connection.send(request);
        tokens.push((JSON.parse(answer.body) as Held).id);
      }
      connection.close();
    }),
  );
  return tokens;
}

/**
 * @param listingIds the listings that buyers try in turn
 * @param tickets how many there are in total; four buyers try for each
 */
export async function purchaseLoad(
  port: number,
  listingIds: string[],
  tickets: number,
  tokens: string[],
): Promise<PurchaseResult> {
  const result: PurchaseResult = { rate: 0, sold: 0, soldOut: 0, failures: 0, p50: 0, p99: 0 };
  const latencies: number[] = [];
  let buyers = 0;
  let lastSaleAt = 0;
  const startedAt = performance.now();

  async function buyer(connection: Connection, index: number): Promise<void> {
    const listingId = listingIds[index % listingIds.length] as string;
    const sentAt = performance.now();
    const held = await connection.send(
      encode({
        method: 'POST',
        path: '/api/reservations',
        headers: `idempotency-key: h${index}\r\n`,
        body: `{"items":[{"listingId":"${listingId}","quantity":1}],"email":"bench@example.com"}`,
      }),
    );
    if (held.status >= 500) result.failures++;
    if (held.status !== 201) {
      if (held.status === 409) result.soldOut++;
      return;
    }
    const cookie = `cookie: ${cookiesOf(held.headers)}\r\n`;
    const { id } = JSON.parse(held.body) as Held;
    const paid = await connection.send(
      encode({
        method: 'POST',
        path: `/api/reservations/${id}/payments`,
        headers: `${cookie}idempotency-key: p${index}\r\n`,
        body: `{"confirmationTokenId":"${tokens.pop()}"}`,
      }),
    );
    if (paid.status !== 202) {
      result.failures++;
      return;
    }
    const payment = JSON.parse(paid.body) as Held;
    for (;;) {
      const answer = await connection.send(
        encode({ method: 'GET', path: `/api/payments/${payment.id}`, headers: cookie }),
      );
      if (answer.status >= 500) result.failures++;
      const { state } = JSON.parse(answer.body) as { state: string };
      if (state === 'succeeded') break;
      if (state === 'failed' || state === 'canceled') {
        result.failures++;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    latencies.push(performance.now() - sentAt);
    lastSaleAt = performance.now();
    result.sold++;
  }

  const connections = await Promise.all(Array.from({ length: 64 }, () => Connection.open(port)));
  await Promise.all(
    connections.map(async (connection) => {
      while (buyers < tickets * 4) await buyer(connection, buyers++);
      connection.close();
    }),
  );
  latencies.sort((a, b) => a - b);
  result.rate = result.sold / ((lastSaleAt - startedAt) / 1000);
  result.p50 = latencies[Math.floor(latencies.length / 2)] ?? 0;
  result.p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
  return result;
}
