import { useState } from 'react';
import { definePage, type PageProps } from '../router/route.ts';
import { telephone } from '../shell/ContactFacts.tsx';
import { useMarketplace } from '../shell/marketplace.ts';
import { ContactForm } from './ContactForm.tsx';

function ContactPage({ data: { email }, query }: PageProps<{ email: string }>) {
  const [sentTo, setSentTo] = useState<string | null>(query.get('sent') === 'yes' ? '' : null);
  const { phone, hours } = useMarketplace();
  const orderId = query.get('order');
  if (sentTo !== null)
    return (
      <div className="wrap plain">
        <h1>We got your message</h1>
        <p role="status">
          A person reads it and answers {sentTo === '' ? 'to the address that you gave' : <b>{sentTo}</b>}. An
          email with a link to your messages is on its way.
        </p>
        <p>
          <a href="/contact">Write another one</a>
        </p>
      </div>
    );
  return (
    <div className="wrap plain">
      <h1>{orderId === null ? 'Contact' : 'Write to us about your order'}</h1>
      <p className="muted">
        Most questions are answered under <a href="/help">help</a>, and your tickets are under{' '}
        <a href="/orders">find my order</a>.
      </p>
      <ContactForm orderId={orderId} topic={query.get('about') ?? ''} onSent={setSentTo} />
      <p className="muted">
        Or write to <a href={`mailto:${email}`}>{email}</a>, with your order’s code
        {phone && (
          <>
            , or call <a href={telephone(phone)}>{phone}</a>
          </>
        )}
        .
      </p>
      {hours && <p className="muted lines">{hours}</p>}
    </div>
  );
}

/** /contact: a form that reaches support, alone or about an order. */
export const contactPage = definePage<{ email: string }>({
  load: ({ loaders }) => loaders.contact(),
  head: () => ({
    title: 'Contact',
    description: 'How to reach us about an order.',
    canonical: '/contact',
  }),
  Page: ContactPage,
});
