/** A verifier with Turnstile's protocol, and a widget that is one button. Tokens are good once. */
import { createServer } from 'node:http';
import { testPort } from './testPort.ts';

/** The keys that it knows. */
export const turnstileKeys = { TURNSTILE_SITE_KEY: 'site-of-tests', TURNSTILE_SECRET_KEY: 'secret-of-tests' };

/** What the widget's button gives. */
export const goodToken = 'a-person';

const widget = `globalThis.turnstile = {
  render(place, { sitekey, callback }) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'I am a person for ' + sitekey;
    button.onclick = () => callback('${goodToken}-of-the-page');
    place.append(button);
    return 'widget-1';
  },
  remove() {},
};`;

/** The server. */
export interface FakeTurnstile {
  /** For TURNSTILE_API_BASE. */
  url: string;
  /** Tokens that it was asked about, in order. */
  asked: string[];
  /** Whether it answers 500 to every question. */
  isDown: boolean;
  close(): Promise<void>;
}

/** Starts it on a free port. */
export async function startFakeTurnstile(): Promise<FakeTurnstile> {
  const spent = new Set<string>();
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(widget);
      return;
    }
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const token = form.get('response') ?? '';
    fake.asked.push(token);
    const isKnown = form.get('secret') === turnstileKeys.TURNSTILE_SECRET_KEY;
    const success = isKnown && token.startsWith(goodToken) && !spent.has(token);
    if (!fake.isDown) spent.add(token);
    const errors = success ? [] : [isKnown ? 'invalid-input-response' : 'invalid-input-secret'];
    response.writeHead(fake.isDown ? 500 : 200, { 'content-type': 'application/json' });
    response.end(fake.isDown ? 'down' : JSON.stringify({ success, 'error-codes': errors }));
  });
  const port = await testPort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const fake: FakeTurnstile = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    isDown: false,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
