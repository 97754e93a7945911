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
  const agents = { http: new http.Agent(settings), https: new https.Agent(settings) };
  const stripe = new Stripe('sk_test_signs_only');
  const inFlight = new Set<http.ClientRequest>();

  function request(url: string, options: http.RequestOptions): http.ClientRequest {
    return url.startsWith('https:')
      ? https.request(url, { ...options, agent: agents.https })
      : http.request(url, { ...options, agent: agents.http });
  }

  return {
    send(url, body) {
      // Real time, not the sandbox's: the receiver compares it with its own clock.
      const timestamp = Math.floor(Date.now() / 1000);
      const signature = stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
      return new Promise((resolve) => {
        const sent = request(url, {
          method: 'POST',
          timeout: timeoutMs,
          headers: {
            'Content-Type': 'application/json; charset=utf-8',
            'Content-Length': Buffer.byteLength(body),
            'Stripe-Signature': signature,
            'User-Agent': 'Stripe/1.0 (sandbox gateway)',
          },
        });
        const done = (taken: boolean) => {
          inFlight.delete(sent);
          resolve(taken);
        };
        inFlight.add(sent);
        sent.on('response', (response) => {
          response.resume();
          const status = response.statusCode ?? 0;
          response.on('end', () => done(status >= 200 && status < 300));
          response.on('error', () => done(false));
        });
        sent.on('timeout', () => sent.destroy(new Error('timeout')));
        sent.on('error', () => done(false));
        sent.end(body);
      });
    },
    close() {
      for (const sent of inFlight) sent.destroy();
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
