import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Refusal } from './useHolding.ts';

/** The part of Turnstile's interface that is used. Source: https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/ */
interface Turnstile {
  render(
    place: HTMLElement,
    options: { sitekey: string; callback(token: string): void; 'error-callback'(): boolean },
  ): string;
  remove(widget: string): void;
}

const loaded = () => (globalThis as { turnstile?: Turnstile }).turnstile;

/** Adds the script to the page, once. @throws Error when it can't be loaded */
function load(address: string): Promise<Turnstile> {
  const there = loaded();
  if (there) return Promise.resolve(there);
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = () => {
      script.remove();
      reject(new Error(`${address} could not be loaded`));
    };
    script.onload = () => {
      const turnstile = loaded();
      if (turnstile) resolve(turnstile);
      else fail();
    };
    script.onerror = fail;
    script.src = address;
    document.head.append(script);
  });
}

interface Props {
  refusal: Refusal;
  /** Holds again, with what the widget gave. */
  onProven(token: string): void;
  back: ReactNode;
}

/** Many holds came from the guest's network: a check that they are a person, or signing in, holds their seats. */
export function PersonCheck({ refusal, onProven, back }: Props) {
  const problem = refusal.cause?.problem;
  const siteKey = String(problem?.siteKey);
  const script = String(problem?.script);
  const place = useRef<HTMLDivElement>(null);
  const proven = useRef(onProven);
  proven.current = onProven;
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    let remove = () => {};
    const fail = () => {
      if (!left) setFailed(true);
      return true;
    };
    load(script).then((turnstile) => {
      if (left || !place.current) return;
      const widget = turnstile.render(place.current, {
        sitekey: siteKey,
        callback: (token) => proven.current(token),
        'error-callback': fail,
      });
      remove = () => turnstile.remove(widget);
    }, fail);
    return () => {
      left = true;
      remove();
    };
  }, [script, siteKey]);
  const signIn = (
    <a href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}>sign in</a>
  );
  return (
    <>
      <p>
        Many holds of this event came from your network, and none of them was paid for. Nothing is held yet
        and nothing was charged.
      </p>
      {failed ? (
        <p role="alert">The check didn’t load. Check your connection and hold again, or {signIn}.</p>
      ) : (
        <p>
          {refusal.captchaToken === undefined
            ? 'Show that you are a person, and we hold your seats'
            : 'That check was not accepted. Try once more'}
          , or {signIn}.
        </p>
      )}
      <div ref={place} />
      {back}
    </>
  );
}
