import http from 'node:http';
import https from 'node:https';
import Stripe from 'stripe';

/** Stripe requires a "quick" response and was observed to give up after 10 s. */
const timeoutMs = 10_000;

/** Sends one signed webhook body. Resolves to whether the endpoint accepted it (2xx). Never throws. */
export interface WebhookSender {
  send(url: string, body: string): Promise<boolean>;
  close(): void;
}

/** @param concurrency connections to the endpoint */
export function createWebhookSender(secret: string, concurrency: number): WebhookSender {
  const settings = { keepAlive: true, maxSockets: concurrency, scheduling: 'lifo' as const };
  const clients = {
    'http:': { request: http.request, agent: new http.Agent(settings) },
    'https:': { request: https.request, agent: new https.Agent(settings) },
  };
  const stripe = new Stripe('sk_test_signs_only');

  return {
    send(url, body) {
      const { request, agent } = clients[new URL(url).protocol as keyof typeof clients];
      // Real time, not the sandbox's: the receiver compares it with its own clock.
      const timestamp = Math.floor(Date.now() / 1000);
      const signature = stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
      const headers = {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'Stripe-Signature': signature,
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
        sent.end(body);
      });
    },
    close() {
      // Also ends the requests under way: they failed, and are repeated after the next start.
      for (const { agent } of Object.values(clients)) agent.destroy();
    },
  };
}
