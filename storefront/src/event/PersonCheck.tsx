import type { CaptchaQuestion } from '@holdfast/shared/reservations';
import { type ReactNode, useEffect, useRef, useState } from 'react';

/**
 * The part of the widgets' interface that is used, alike in Turnstile and hCaptcha.
 * Sources: https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/ and https://docs.hcaptcha.com/configuration
 */
interface Widgets {
  render(
    place: HTMLElement,
    options: { sitekey: string; callback(token: string): void; 'error-callback'(): boolean },
  ): string;
  remove(widget: string): void;
}

const loaded = (provider: CaptchaQuestion['provider']) =>
  (globalThis as Partial<Record<CaptchaQuestion['provider'], Widgets>>)[provider];

/** Adds the script to the page, once. @throws Error when it can't be loaded */
function load({ provider, script: address }: CaptchaQuestion): Promise<Widgets> {
  const there = loaded(provider);
  if (there) return Promise.resolve(there);
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = () => {
      script.remove();
      reject(new Error(`${address} could not be loaded`));
    };
    script.onload = () => {
      const widgets = loaded(provider);
      if (widgets) resolve(widgets);
      else fail();
    };
    script.onerror = fail;
    script.src = address;
    document.head.append(script);
  });
}

interface Props {
  question: CaptchaQuestion;
  /** Whether the answer before was not taken. */
  wasRefused: boolean;
  /** Holds again, with what the widget gave. */
  onProven(token: string): void;
  back: ReactNode;
}

/** Many holds came from the guest's network: a check that they are a person, or signing in, holds their seats. */
export function PersonCheck({ question, wasRefused, onProven, back }: Props) {
  const { provider, siteKey, script } = question;
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
    load({ provider, siteKey, script }).then((widgets) => {
      if (left || !place.current) return;
      const widget = widgets.render(place.current, {
        sitekey: siteKey,
        callback: (token) => proven.current(token),
        'error-callback': fail,
      });
      remove = () => widgets.remove(widget);
    }, fail);
    return () => {
      left = true;
      remove();
    };
  }, [provider, script, siteKey]);
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
          {wasRefused
            ? 'That check was not accepted. Try once more'
            : 'Show that you are a person, and we hold your seats'}
          , or {signIn}.
        </p>
      )}
      <div ref={place} />
      {back}
    </>
  );
}
