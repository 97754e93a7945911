import type { InfoText } from '@holdfast/shared/infoTexts';
import { type PageProps, route } from '../router/route.ts';

function InfoPage({ data: { title, intro, sections } }: PageProps<InfoText>) {
  return (
    <div className="wrap plain">
      <h1>{title}</h1>
      <p className="muted">{intro}</p>
      {sections.map(({ id, title: heading, paragraphs }) => (
        <section key={id} id={id} className="info">
          <h2>{heading}</h2>
          {paragraphs.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
      <p className="muted">
        <a href="/help">Help</a> · <a href="/contact">Contact</a> · <a href="/terms">Terms</a> ·{' '}
        <a href="/privacy">Privacy</a>
      </p>
    </div>
  );
}

const infoRoute = (name: 'help' | 'terms' | 'privacy') =>
  route<InfoText>({
    name,
    path: `/${name}`,
    load: async () => (await import('@holdfast/shared/infoTexts'))[name],
    head: ({ title, intro }) => ({ title: title, description: intro, canonical: `/${name}` }),
    Page: InfoPage,
  });

/** /help, /terms and /privacy. */
export const infoRoutes = [infoRoute('help'), infoRoute('terms'), infoRoute('privacy')];

function ContactPage({ data: { email } }: PageProps<{ email: string }>) {
  return (
    <div className="wrap plain">
      <h1>Contact</h1>
      <p>
        Write to <a href={`mailto:${email}`}>{email}</a>. Name your order’s code, such as HF-7K2M9Q3X: then we
        find it at once.
      </p>
      <p className="muted">
        Never send us a card’s number. Most questions are answered under <a href="/help">help</a>, and your
        tickets are under <a href="/orders">find my order</a>.
      </p>
    </div>
  );
}

/** /contact: where to write to. */
export const contactRoute = route<{ email: string }>({
  name: 'contact',
  path: '/contact',
  load: ({ loaders }) => loaders.contact(),
  head: () => ({
    title: 'Contact',
    description: 'How to reach us about an order.',
    canonical: '/contact',
  }),
  Page: ContactPage,
});
