import { lineRules, lineText, type WaitingEntryShown, wishText } from '@holdfast/shared/waitingLists';
import { useState } from 'react';
import { definePage, type PageProps } from '../router/route.ts';
import { moneyText } from '../ui/money.ts';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { whenText } from '../ui/Teams.tsx';
import { stamp } from '../ui/time.ts';
import { useSubmission } from '../ui/useSubmission.ts';
import { OfferPanel } from './OfferPanel.tsx';
import { type EntryPage, useEntry } from './useEntry.ts';
import { readWish, WishFields } from './WishFields.tsx';
import { waitingApi } from './waitingApi.ts';

function WaitingPage(_: PageProps<null>) {
  const page = useEntry();
  const { opened, failure } = page;
  if (opened.state !== 'open')
    return (
      <div className="wrap plain">
        <h1>Your place in line</h1>
        {opened.state === 'reading' ? (
          <p className="muted">Opening it…</p>
        ) : (
          <p className="msg" role="alert">
            {opened.why}
          </p>
        )}
        <noscript>
          <p>This page needs JavaScript to open the link of your email.</p>
        </noscript>
      </div>
    );
  const { entry } = opened;
  return (
    <div className="wrap plain">
      <h1>{titleOf(entry)}</h1>
      <p>
        <a href={`/games/${entry.event.slug}`}>{entry.event.name}</a>
        <br />
        <span className="muted">
          {whenText(entry.event)}, {entry.event.venue.name}
        </span>
      </p>
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      <Standing entry={entry} page={page} />
    </div>
  );
}

const wishOf = ({ size, limit }: WaitingEntryShown) => wishText(size, limit && moneyText(limit));

function titleOf({ state, place, size, offer }: WaitingEntryShown): string {
  switch (state) {
    case 'unconfirmed':
      return 'Confirm your place in line';
    case 'offered':
      return offer === null
        ? 'Your offer is over'
        : size === 1
          ? 'A ticket is held for you'
          : `${size} tickets are held for you`;
    case 'waiting':
    case 'resting':
      return place === null ? 'You are in line' : `You are ${lineText(place, size)}`;
    case 'bought':
      return 'You bought your tickets';
    case 'lapsed':
      return 'Your place in line has ended';
    case 'left':
      return 'You left the waiting list';
    case 'removed':
      return 'You are no longer on the waiting list';
    case 'ended':
      return 'The waiting list has ended';
  }
}

/** What there is to know and to do, by where the entry stands. */
function Standing({ entry, page }: { entry: WaitingEntryShown; page: EntryPage }) {
  const { send, isBusy } = page;
  switch (entry.state) {
    case 'unconfirmed':
      return (
        <>
          <p>
            You asked for {wishOf(entry)}. Your place counts from when you confirm that {entry.email} is
            yours.
          </p>
          <p className="acts">
            <button
              type="button"
              className="btn btn-go"
              aria-disabled={isBusy || undefined}
              onClick={() => void send(waitingApi.confirm)}
            >
              {isBusy ? 'Confirming…' : 'Confirm my place'}
            </button>
            <Leave page={page} text="I don’t want this" />
          </p>
        </>
      );
    case 'offered':
      return entry.offer === null ? (
        <p>Its time has passed, or it was let go. This page shows in a few seconds how you stand.</p>
      ) : (
        <>
          <OfferPanel key={entry.offer.id} entry={entry} offer={entry.offer} page={page} />
          <p className="acts">
            <Leave page={page} text="Leave the line, and let these go" />
          </p>
        </>
      );
    case 'waiting':
    case 'resting':
      return <InLine entry={entry} page={page} />;
    case 'bought':
      return (
        <>
          <p>Your order, and how your tickets come, are on its page; its email has the link.</p>
          <p className="acts">
            <a className="btn btn-go" href="/orders">
              My orders
            </a>
          </p>
        </>
      );
    default:
      return <Over entry={entry} />;
  }
}

function InLine({ entry, page }: { entry: WaitingEntryShown; page: EntryPage }) {
  const { send, isBusy } = page;
  return (
    <>
      <p>
        You wait for {wishOf(entry)}. Offers go to {entry.email}.
      </p>
      {entry.isPaused && (
        <p className="note">
          The list of this event is off for now: nothing is offered. You keep your place.
        </p>
      )}
      {entry.event.status === 'postponed' && (
        <p className="note">
          The event is postponed. You keep your place, and offers go on when it is on sale again.
        </p>
      )}
      {entry.restsUntil !== null && (
        <>
          <p className="note">
            {entry.lastOffer === 'lapsed'
              ? 'Your last offer had no answer in time. If the next one has none either, your place ends.'
              : entry.lastOffer === 'broken'
                ? 'Your last offer ended before our email reached you. You keep your place.'
                : 'You let your last offer go, and you keep your place.'}{' '}
            Nothing is offered to you until {stamp(entry.restsUntil, entry.event.venue.timeZone)}. Do you stay
            in line?
          </p>
          <p className="acts">
            <button
              type="button"
              className="btn btn-go"
              aria-disabled={isBusy || undefined}
              onClick={() => void send(waitingApi.stay)}
            >
              Stay, and offer me tickets now
            </button>
            <Leave page={page} text="Leave the line" />
          </p>
        </>
      )}
      <Change entry={entry} page={page} />
      <details className="waits-more">
        <summary>How the line works</summary>
        <ul className="plain-list">
          {lineRules(entry.windowMinutes).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </details>
      {entry.restsUntil === null && (
        <p className="acts">
          <Leave page={page} text="Leave the line" />
        </p>
      )}
    </>
  );
}

function Change({ entry, page }: { entry: WaitingEntryShown; page: EntryPage }) {
  const [count, setCount] = useState(0);
  const { event, token } = entry;
  const submission = useSubmission(async (given) => {
    const wish = readWish(given, event.currency);
    const changed = await waitingApi.change(token, wish);
    await page.send(async () => changed);
    setCount((before) => before + 1);
  });
  return (
    <details className="waits-more">
      <summary>Change what you wait for</summary>
      <SubmissionForm
        submission={submission}
        label="Change what you wait for"
        button="Save"
        busy="Saving…"
        buttonClass="btn btn-line"
      >
        <p className="muted">You keep your place.</p>
        <WishFields
          wish={{ size: entry.size, limitAmount: entry.limit?.amount ?? null }}
          most={event.maxPerType}
          currency={event.currency}
          errors={submission.errors}
        />
      </SubmissionForm>
      {count > 0 && <p role="status">Saved. You wait for {wishOf(entry)}.</p>}
    </details>
  );
}

const Leave = ({ page: { send, isBusy }, text }: { page: EntryPage; text: string }) => (
  <button
    type="button"
    className="btn btn-line"
    aria-disabled={isBusy || undefined}
    onClick={() => void send(waitingApi.leave)}
  >
    {text}
  </button>
);

function Over({ entry: { state, event } }: { entry: WaitingEntryShown }) {
  return (
    <>
      <p>
        {state === 'lapsed'
          ? 'Two offers in a row got no answer, so your place went to those who still wait. Nothing was charged.'
          : state === 'left'
            ? 'We email you nothing more about it. What was held for you goes to the next in line.'
            : state === 'removed'
              ? 'We took your entry off the list. Write to us if you have a question about it.'
              : event.status === 'cancelled'
                ? 'The event was canceled, so nothing is sold for it any more.'
                : 'The event has begun, and its sale is over.'}
      </p>
      <p className="acts">
        {state === 'removed' ? (
          <a className="btn btn-line" href="/contact">
            Write to us
          </a>
        ) : (
          <a className="btn btn-line" href={`/games/${event.slug}`}>
            The event
          </a>
        )}
      </p>
    </>
  );
}

/** /waiting: a place in line, by the link of its emails. */
export const waitingPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your place in line' }),
  Page: WaitingPage,
});
