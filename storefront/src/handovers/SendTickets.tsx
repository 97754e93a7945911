import {
  isHandoverOpen,
  obstacleTexts,
  type Sending,
  type SendTickets as Sent,
  type SentHandover,
  sentText,
} from '@holdfast/shared/handovers';
import { useState } from 'react';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { dayShort } from '../ui/time.ts';
import { useSubmission } from '../ui/useSubmission.ts';

interface Props {
  sending: Sending;
  timeZone: string;
  /** What somebody's tickets are sent by. */
  send: (body: Sent) => Promise<void>;
  takeBack: (handoverId: string) => Promise<void>;
}

/** What was sent to friends, and a form that sends more. */
export function SendTickets({ sending, timeZone, send, takeBack }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { tickets, sent, whyNot } = sending;
  const sendable = tickets.filter(({ obstacle }) => obstacle === null);
  if (tickets.length === 0 && sent.length === 0) return null;
  return (
    <section className="send-tickets no-print" aria-label="Send tickets to a friend">
      <h2>Send to a friend</h2>
      {sent.length > 0 && (
        <ul className="near">
          {sent.map((each) => (
            <SentLine key={each.id} sent={each} timeZone={timeZone} takeBack={takeBack} />
          ))}
        </ul>
      )}
      {whyNot !== null ? (
        tickets.length > 0 && <p className="muted">{whyNot} Tickets can’t be sent now.</p>
      ) : sendable.length === 0 ? null : isOpen ? (
        <SendForm
          sending={sending}
          send={async (body) => {
            await send(body);
            setOpen(false);
          }}
          close={() => setOpen(false)}
        />
      ) : (
        <>
          <p className="muted">
            Your friend gets a code of their own by email. Your code stays good until they accept.
          </p>
          <p className="acts">
            <button type="button" className="btn btn-line" onClick={() => setOpen(true)}>
              {sendable.length === 1 ? 'Send the ticket to a friend' : 'Send tickets to a friend'}
            </button>
          </p>
        </>
      )}
    </section>
  );
}

function SentLine({
  sent,
  timeZone,
  takeBack,
}: { sent: SentHandover } & Pick<Props, 'timeZone' | 'takeBack'>) {
  const taking = useSubmission(() => takeBack(sent.id));
  const day = dayShort(sent.answeredAt ?? sent.sentAt, timeZone);
  return (
    <li data-state={sent.state}>
      <form onSubmit={taking.submit}>
        <p>{sentText(sent.state, sent.toName, sent.ticketIds.length, day)}</p>
        {sent.toEmail !== '' && isHandoverOpen(sent.state) && (
          <p className="muted small">Emailed to {sent.toEmail}</p>
        )}
        {taking.failure !== null && (
          <p className="msg" role="alert">
            {taking.failure}
          </p>
        )}
        {isHandoverOpen(sent.state) && (
          <button type="submit" className="link" aria-disabled={taking.isBusy || undefined}>
            {taking.isBusy ? 'Taking it back…' : 'Take it back'}
          </button>
        )}
      </form>
    </li>
  );
}

function SendForm({
  sending: { tickets, fromName },
  send,
  close,
}: Pick<Props, 'sending' | 'send'> & { close: () => void }) {
  const submission = useSubmission(
    (given, form) =>
      send({
        ticketIds: new FormData(form).getAll('ticketId').map(String),
        toName: given('toName'),
        toEmail: given('toEmail').trim(),
        fromName: given('fromName'),
      }),
    { too_many_requests: 'You sent many tickets in a short time. Try again in an hour.' },
  );
  const { errors } = submission;
  const sendable = tickets.filter(({ obstacle }) => obstacle === null);
  return (
    <SubmissionForm
      submission={submission}
      label="Send tickets to a friend"
      button="Send"
      busy="Sending…"
      after={
        <button type="button" className="btn btn-line" onClick={close}>
          Don’t send
        </button>
      }
    >
      <fieldset className="choices">
        <legend>Which tickets?</legend>
        {tickets.map(({ id, place, obstacle }, at) => (
          <label key={id}>
            <input
              type="checkbox"
              name="ticketId"
              value={id}
              disabled={obstacle !== null}
              defaultChecked={sendable.length === 1 && obstacle === null}
            />{' '}
            {namePlace(place, tickets, at)}
            {obstacle !== null && <span className="muted"> {obstacleTexts[obstacle]}</span>}
          </label>
        ))}
        {errors.ticketIds !== undefined && <p className="msg">{errors.ticketIds}</p>}
      </fieldset>
      <Field label="Your friend’s name" name="toName" autoComplete="off" error={errors.toName} />
      <Field
        label="Your friend’s email"
        name="toEmail"
        type="email"
        autoComplete="off"
        hint="The link to the tickets goes there. Whoever has it can accept them."
        error={errors.toEmail}
      />
      <Field
        label="Your name"
        name="fromName"
        autoComplete="name"
        value={fromName}
        hint="So that your friend knows who sends them."
        error={errors.fromName}
      />
    </SubmissionForm>
  );
}

/** Tickets of general admission have one name: they are told by their number. */
const namePlace = (place: string, all: Sending['tickets'], at: number): string =>
  all.filter((each) => each.place === place).length > 1 ? `${place}, ticket ${at + 1}` : place;
