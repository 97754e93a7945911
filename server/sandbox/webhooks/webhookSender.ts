import http from 'node:http';
import https from 'node:https';
import Stripe from 'stripe';

/** Stripe requires a "quick" response and was observed to give up after 10 s. */
const timeoutMs = 10_000;
const stripe = new Stripe('sk_test_signs_only');

/** Sends one signed webhook body. Resolves to whether the endpoint accepted it (2xx). Never throws. */
export type SendWebhook = (url: string, payload: string, secret: string) => Promise<boolean>;

/**
 * With agents of node:http: `fetch` adds half to the CPU time of a purchase.
 * @param concurrency connections to the endpoint
 * @param closing also ends the requests under way: they failed, and are repeated after the next start
 */
export function createWebhookSender(concurrency: number, closing: AbortSignal): SendWebhook {
  const settings = { keepAlive: true, maxSockets: concurrency, scheduling: 'lifo' as const };
  const clients = {
    'http:': { request: http.request, agent: new http.Agent(settings) },
    'https:': { request: https.request, agent: new https.Agent(settings) },
  };
  closing.addEventListener('abort', () => {
    for (const { agent } of Object.values(clients)) agent.destroy();
  });
  return (url, payload, secret) => {
    const { request, agent } = clients[new URL(url).protocol as keyof typeof clients];
    // Real time, not the sandbox's: the receiver compares it with its own clock.
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(payload),
      'Stripe-Signature': stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }),
      'User-Agent': 'Stripe/1.0 (sandbox gateway)',
    };
    return new Promise((resolve) => {
      const sent = request(url, { method: 'POST', timeout: timeoutMs, agent, headers });
      sent.on('response', (response) => {
        const { statusCode = 0 } = response.resume();
        response.on('end', () => resolve(statusCode >= 200 && statusCode < 300));
        response.on('error', () => resolve(false));
      });
      sent.on('timeout', () => sent.destroy(new Error('timeout')));
      sent.on('error', () => resolve(false));
      sent.end(payload);
    });
  };
}
