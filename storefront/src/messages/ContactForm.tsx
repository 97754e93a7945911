import { messageTopics, type NewMessage, topicNames } from '@holdfast/shared/cases';
import { useId } from 'react';
import { sessionStore } from '../accounts/visitor.ts';
import { api } from '../api/api.ts';
import { Field, FieldFrame } from '../ui/Field.tsx';
import { useSubmission } from '../ui/useSubmission.ts';

/**
 * Writes to us. Without JavaScript the browser sends the same fields by itself, and a page answers.
 * @param orderId the order that it is about
 * @param topic what it is about, if that is known; else empty
 */
export function ContactForm({
  orderId,
  topic,
  onSent,
}: {
  orderId: string | null;
  topic: string;
  onSent: (email: string) => void;
}) {
  const id = useId();
  const email = sessionStore.use()?.person?.email ?? '';
  const { submit, errors, failure, isBusy } = useSubmission(
    async (given) => {
      await api.writeToUs({
        email: given('email').trim(),
        topic: given('topic') as NewMessage['topic'],
        text: given('text'),
        ...(orderId === null ? {} : { reservationId: orderId }),
      });
      onSent(given('email').trim());
    },
    {
      not_found: 'This browser may not see that order. Find it by its code first, or write without it.',
      too_many_requests: 'You wrote to us several times in a short time. Try again in an hour.',
    },
  );
  return (
    <form className="form" method="post" action="/api/contact" onSubmit={submit} aria-label="Write to us">
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      {orderId !== null && <input type="hidden" name="reservationId" value={orderId} />}
      <Field
        key={email}
        label="Your email"
        name="email"
        type="email"
        autoComplete="email"
        hint="We answer to this address."
        value={email}
        error={errors.email}
        required
      />
      <div className={errors.topic === undefined ? 'field' : 'field field-error'}>
        <label htmlFor={`${id}-topic`}>What is it about?</label>
        <select
          className="input"
          id={`${id}-topic`}
          name="topic"
          required
          defaultValue={orderId === null ? topic : 'order'}
          aria-invalid={errors.topic !== undefined || undefined}
        >
          <option value="">Choose one</option>
          {messageTopics.map((each) => (
            <option key={each} value={each}>
              {topicNames[each]}
            </option>
          ))}
        </select>
        {errors.topic !== undefined && <span className="msg">{errors.topic}</span>}
      </div>
      <MessageField error={errors.text} hint="Never write a card’s number: we don’t need it." />
      <button type="submit" className="btn btn-go" aria-disabled={isBusy || undefined}>
        {isBusy ? 'Sending…' : 'Send the message'}
      </button>
    </form>
  );
}

/** The text of a message. */
export const MessageField = ({ error, hint }: { error: string | undefined; hint?: string }) => (
  <FieldFrame label="Your message" hint={hint} error={error}>
    {(control) => (
      <textarea className="input" {...control} name="text" rows={6} required minLength={5} maxLength={4000} />
    )}
  </FieldFrame>
);
