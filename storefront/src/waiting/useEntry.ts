import type { WaitingEntryShown } from '@holdfast/shared/waitingLists';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useLinkToken } from '../accounts/useLinkToken.ts';
import { failureText } from '../ui/useSubmission.ts';
import { waitingApi } from './waitingApi.ts';

/** Milliseconds between two looks while the page is open: an offer may come, or end. */
const lookEveryMs = 10_000;

/** An entry as its link opens it. */
export type OpenedEntry =
  | { state: 'reading' }
  | { state: 'closed'; why: string }
  | { state: 'open'; token: string; entry: WaitingEntryShown };

/** What the page does with an entry. */
export interface EntryPage {
  opened: OpenedEntry;
  /** Sends an answer and shows the entry as it is then; false: it was refused, and `failure` says why. */
  send(answer: (token: string) => Promise<WaitingEntryShown>): Promise<boolean>;
  failure: string | null;
  isBusy: boolean;
}

/**
 * Opens the entry of the link's secret. A link of an email may say more: `!decline!<offer>` and `!leave` are done at once, so that
 * one tap in the email is enough; a browser that is driven by a program, as those that look into mailboxes are, shows the page alone.
 */
export function useEntry(): EntryPage {
  const link = useLinkToken();
  const [opened, setOpened] = useState<OpenedEntry>({ state: 'reading' });
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const busy = useRef(false);
  const token = link?.split('!')[0] ?? null;

  useEffect(() => {
    if (link === null) return;
    const [secret = '', verb, offerId] = link.split('!');
    const act = navigator.webdriver ? undefined : verb;
    const show = (entry: WaitingEntryShown) => setOpened({ state: 'open', token: secret, entry });
    const open = () =>
      waitingApi
        .open(secret)
        .then(show, (error: unknown) => setOpened({ state: 'closed', why: failureText(error) ?? '' }));
    if (secret === '') {
      setOpened({
        state: 'closed',
        why: 'This address is a part of a link. Open the link of the email again.',
      });
      return;
    }
    const done =
      act === 'leave'
        ? waitingApi.leave(secret)
        : act === 'decline' && offerId !== undefined
          ? waitingApi.decline(secret, offerId)
          : null;
    if (done === null) void open();
    else
      done.then(show, (error: unknown) => {
        setFailure(failureText(error));
        return open();
      });
  }, [link]);

  useLooks(opened, busy, setOpened);

  return {
    opened,
    failure,
    isBusy,
    async send(answer) {
      if (busy.current || token === null) return false;
      busy.current = true;
      setBusy(true);
      setFailure(null);
      try {
        setOpened({ state: 'open', token, entry: await answer(token) });
        return true;
      } catch (error) {
        setFailure(failureText(error) ?? 'That didn’t work. Look again.');
        await waitingApi.open(token).then(
          (entry) => setOpened({ state: 'open', token, entry }),
          () => {
            // What is shown stays.
          },
        );
        return false;
      } finally {
        busy.current = false;
        setBusy(false);
      }
    },
  };
}

/** Shows an offer that comes or ends while the page is open. */
function useLooks(
  opened: OpenedEntry,
  busy: RefObject<boolean>,
  setOpened: (opened: OpenedEntry) => void,
): void {
  useEffect(() => {
    if (opened.state !== 'open') return;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible' || busy.current) return;
      waitingApi.open(opened.token).then(
        (entry) => {
          if (!busy.current) setOpened({ state: 'open', token: opened.token, entry });
        },
        () => {
          // The next look tries again.
        },
      );
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [opened, busy, setOpened]);
}
