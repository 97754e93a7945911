import { type Handover, isHandoverOpen } from '@holdfast/shared/handovers';
import { useEffect, useState } from 'react';
import { useLinkToken } from '../accounts/useLinkToken.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { whenText } from '../ui/Teams.tsx';
import { counted } from '../ui/text.ts';
import { failureText } from '../ui/useSubmission.ts';
import { FriendTicket } from './FriendTicket.tsx';
import { handoverApi } from './handoverApi.ts';
import { SendTickets } from './SendTickets.tsx';

/** Milliseconds between two looks while the page is open: the sender may take them back, or a friend accept what was sent on. */
const lookEveryMs = 15_000;

type Opened = { state: 'reading' } | { state: 'closed'; why: string } | { state: 'open'; handover: Handover };

function TicketsPage(_: PageProps<null>) {
  const token = useLinkToken();
  const [opened, setOpened] = useState<Opened>({ state: 'reading' });
  const show = (handover: Handover) => setOpened({ state: 'open', handover });

  useEffect(() => {
    if (token === null) return;
    if (token === '') {
      setOpened({
        state: 'closed',
        why: 'This address is a part of a link. Open the link of the email again.',
      });
      return;
    }
    const read = (isFirst: boolean) =>
      handoverApi.open(token).then(
        (handover) => setOpened({ state: 'open', handover }),
        (error: unknown) => {
          // What is shown stays; the next look tries again.
          if (isFirst) setOpened({ state: 'closed', why: failureText(error) ?? '' });
        },
      );
    void read(true);
    const timer = setInterval(() => document.visibilityState === 'visible' && void read(false), lookEveryMs);
    return () => clearInterval(timer);
  }, [token]);

  if (opened.state !== 'open')
    return (
      <div className="wrap plain">
        <h1>Tickets from a friend</h1>
        {opened.state === 'reading' ? (
          <p className="muted">Opening them…</p>
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
  const { handover } = opened;
  const { event, sending } = handover;
  const isYours = handover.state === 'accepted';
  return (
    <div className="wrap plain wide">
      <h1>{titleOf(handover)}</h1>
      <p>
        <a href={`/games/${event.slug}`}>{event.name}</a>
        <br />
        <span className="muted">
          {whenText(event)}, {event.venue.name}, {event.venue.city}
        </span>
      </p>
      <p>{textOf(handover)}</p>
      {isHandoverOpen(handover.state) && <Answer handover={handover} show={show} />}
      {isYours && event.status === 'cancelled' ? null : (
        <ul className="tickets sent-to-me">
          {handover.tickets.map((ticket) => (
            <FriendTicket key={ticket.id} handover={handover} ticket={ticket} />
          ))}
        </ul>
      )}
      {isYours && sending && (
        <SendTickets
          sending={sending}
          timeZone={event.venue.timeZone}
          send={async (body) => show(await handoverApi.sendOn(handover.token, body))}
          takeBack={async (id) => show(await handoverApi.takeBackSentOn(handover.token, id))}
        />
      )}
    </div>
  );
}

function titleOf({ state, fromName, tickets }: Handover): string {
  const from = fromName || 'A friend';
  const yours = tickets.filter((ticket) => ticket.state === 'yours').length;
  switch (state) {
    case 'sent':
    case 'undated':
      return `${from} sent you ${counted(tickets.length, 'ticket')}`;
    case 'accepted':
      return yours === 1 ? 'Your ticket' : yours === 0 ? 'You sent your tickets on' : 'Your tickets';
    case 'declined':
      return 'You declined these tickets';
    case 'takenBack':
      return `${from} took the tickets back`;
    case 'lapsed':
      return 'The event began before you accepted';
    case 'ended':
      return 'These tickets have ended';
  }
}

function textOf({ state, fromName, tickets, event }: Handover): string {
  const from = fromName || 'your friend';
  const isOne = tickets.length === 1;
  const [they, are] = isOne ? ['it', 'is'] : ['they', 'are'];
  switch (state) {
    case 'sent':
    case 'undated':
      return `Accept, and ${they} ${are} yours, with ${isOne ? 'a code' : 'codes'} that nobody else has. You pay nothing here.`;
    case 'accepted':
      return event.status === 'cancelled'
        ? `The event was canceled. The money goes back to the card that paid for the tickets, not to you; ask ${from} about it.`
        : event.status === 'postponed'
          ? 'The event is postponed. Your tickets stay good for the new date.'
          : `Show ${isOne ? 'the code' : 'each code'} at the gate. Whoever has the link of your email has the tickets, so keep it to yourself.`;
    case 'declined':
      return `${from} keeps ${isOne ? 'it' : 'them'}, and knows.`;
    default:
      return 'There is nothing more to do here. Ask who sent them, or write to us.';
  }
}

function Answer({ handover: { token }, show }: { handover: Handover; show: (handover: Handover) => void }) {
  const [busy, setBusy] = useState<'accept' | 'decline' | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  async function answer(verb: 'accept' | 'decline') {
    if (busy !== null) return;
    setBusy(verb);
    setFailure(null);
    try {
      show(await handoverApi[verb](token));
    } catch (error) {
      setFailure(failureText(error) ?? 'That didn’t work. Look again.');
      await handoverApi.open(token).then(show, () => undefined);
    } finally {
      setBusy(null);
    }
  }
  return (
    <>
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      <p className="acts">
        <button
          type="button"
          className="btn btn-go"
          aria-disabled={busy !== null || undefined}
          onClick={() => void answer('accept')}
        >
          {busy === 'accept' ? 'Accepting…' : 'Accept'}
        </button>
        <button
          type="button"
          className="btn btn-line"
          aria-disabled={busy !== null || undefined}
          onClick={() => void answer('decline')}
        >
          {busy === 'decline' ? 'Declining…' : 'Decline'}
        </button>
      </p>
    </>
  );
}

/** /tickets: tickets that somebody sent, by the link of the email. */
export const ticketsPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Tickets from a friend' }),
  Page: TicketsPage,
});
