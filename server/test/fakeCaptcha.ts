/** A verifier with the protocol of Turnstile or hCaptcha, and a widget that is one button. Tokens are good once. */
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { testPort } from './testPort.ts';

/** How a provider is told from the other one. */
interface Faked {
  /** The keys that it knows, as variables. */
  keys: { [variable: string]: string };
  siteKey: string;
  secretKey: string;
  /** The variable that says where it is. */
  base: string;
  paths: { script: string; siteverify: string };
  /** Told to the verifier beside secret and token. */
  sendsSiteKey: boolean;
  /** What the widget loads beside its script and its frame; each leaves a complaint where the policy forbids it. */
  loads: 'nothing' | 'styles and data';
}

const types: Record<string, string> = { '.css': 'text/css', '.html': 'text/html' };
const siteKey = 'site-of-tests';
const secretKey = 'secret-of-tests';

/** Both providers. */
export const captchas = {
  turnstile: {
    keys: { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secretKey },
    siteKey,
    secretKey,
    base: 'TURNSTILE_API_BASE',
    paths: { script: '/turnstile/v0/api.js?render=explicit', siteverify: '/turnstile/v0/siteverify' },
    sendsSiteKey: false,
    loads: 'nothing',
  },
  hcaptcha: {
    keys: { HCAPTCHA_SITE_KEY: siteKey, HCAPTCHA_SECRET_KEY: secretKey },
    siteKey,
    secretKey,
    base: 'HCAPTCHA_API_BASE',
    paths: { script: '/1/api.js?render=explicit', siteverify: '/siteverify' },
    sendsSiteKey: true,
    loads: 'styles and data',
  },
} as const satisfies Record<string, Faked>;

/** A provider's id. */
export type CaptchaName = keyof typeof captchas;
/** For `describe.each`. */
export const captchaNames = Object.keys(captchas) as CaptchaName[];

/** What the widget's button gives, and how good tokens begin. */
export const goodToken = 'a-person';

const stylesAndData = `
    const styles = document.createElement('link');
    styles.rel = 'stylesheet';
    styles.href = base + '/widget.css';
    document.head.append(styles);
    void fetch(base + '/getcaptcha');`;

const widgetOf = (name: CaptchaName) => `globalThis.${name} = {
  render(place, { sitekey, callback }) {
    const base = new URL(document.querySelector('script[src*="api.js"]').src).origin;${captchas[name].loads === 'nothing' ? '' : stylesAndData}
    const frame = document.createElement('iframe');
    frame.src = base + '/frame.html';
    frame.title = 'Check';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'I am a person for ' + sitekey;
    button.onclick = () => callback('${goodToken}-of-the-page');
    place.append(frame, button);
    return 'widget-1';
  },
  remove() {},
};`;

/** The server. */
export interface FakeCaptcha {
  /** For the provider's `…_API_BASE`. */
  url: string;
  /** The variables that switch it on. */
  env: Record<string, string>;
  /** Tokens that it was asked about, in order. */
  asked: string[];
  /** Paths that a widget loaded, in order. */
  loaded: string[];
  /** Whether it answers 500 to every question. */
  isDown: boolean;
  close(): Promise<void>;
}

/** Starts it on a free port. */
export async function startFakeCaptcha(name: CaptchaName): Promise<FakeCaptcha> {
  const { keys, base, paths, sendsSiteKey }: Faked = captchas[name];
  const spent = new Set<string>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    if (request.method === 'GET') {
      fake.loaded.push(path);
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'text/javascript',
        'access-control-allow-origin': '*',
      });
      response.end(path === paths.script ? widgetOf(name) : '');
      return;
    }
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const token = form.get('response') ?? '';
    fake.asked.push(token);
    const isKnown = form.get('secret') === secretKey && path === paths.siteverify;
    const isOfSite = form.get('sitekey') === (sendsSiteKey ? siteKey : null);
    const success = isKnown && isOfSite && token.startsWith(goodToken) && !spent.has(token);
    if (!fake.isDown) spent.add(token);
    const errors = success ? [] : [isKnown ? 'invalid-input-response' : 'invalid-input-secret'];
    response.writeHead(fake.isDown ? 500 : 200, { 'content-type': 'application/json' });
    response.end(fake.isDown ? 'down' : JSON.stringify({ success, 'error-codes': errors }));
  });
  const port = await testPort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${port}`;
  const fake: FakeCaptcha = {
    url,
    env: { ...keys, [base]: url },
    asked: [],
    loaded: [],
    isDown: false,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
