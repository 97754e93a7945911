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
