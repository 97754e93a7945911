/** The sandbox's controls for tests; see sandbox/README.md. */
import { sandboxKeys } from '../src/paymentService.ts';

/** Where a sandbox is. */
export interface SandboxAt {
  sandboxUrl: string;
}

/** A payment intent as `totals` shows it. Minor units. */
export interface SandboxPayment {
  id: string;
  status: string;
  amountCapturable: number;
  amountCaptured: number;
  amountRefunded: number;
  disputedAmount: number;
  metadata: { paymentId?: string };
}

/**
 * @param path after `/sandbox/`
 * @throws Error with the sandbox's answer where it refuses
 */
export async function askSandbox<T>(
  { sandboxUrl }: SandboxAt,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${sandboxUrl}/sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${sandboxKeys.secretKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** The sandbox's time goes on by this many milliseconds, and what is due then is done. */
export const passSandboxTime = (at: SandboxAt, advanceMs: number) =>
  askSandbox(at, 'POST', 'clock', { advanceMs });

/** Every payment intent. */
export const sandboxPayments = async (at: SandboxAt): Promise<SandboxPayment[]> =>
  (await askSandbox<{ payments: SandboxPayment[] }>(at, 'GET', 'totals')).payments;

/** Asks for a payment intent's operation beside the application, as Stripe's dashboard can. */
export async function askPaymentIntent(
  { sandboxUrl }: SandboxAt,
  path: string,
  body: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const response = await fetch(`${sandboxUrl}/v1/payment_intents/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${sandboxKeys.secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(body),
  });
  return (await response.json()) as Record<string, unknown>;
}
