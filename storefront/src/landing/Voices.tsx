import type { LandingContent } from '@holdfast/shared/content';
import { ContactFacts } from '../shell/ContactFacts.tsx';
import { RichText } from '../ui/RichText.tsx';
import { dayName } from '../ui/time.ts';

/** What people wrote, each with where and when. */
export const Reviews = ({ heading, items }: LandingContent['reviews']) => (
  <section className="section section-next" id="reviews">
    <div className="wrap">
      <div className="head-row">
        <h2>{heading}</h2>
      </div>
      <ul className="voices">
        {items.map(({ author, text, source, link, writtenOn }) => (
          <li key={`${author} ${writtenOn} ${text}`}>
            <figure>
              <blockquote>
                <p>{text}</p>
              </blockquote>
              <figcaption className="small muted">
                <b>{author}</b>, {link ? <a href={link}>{source}</a> : source},{' '}
                <time dateTime={writtenOn}>{`${dayName(writtenOn)}, ${writtenOn.slice(0, 4)}`}</time>
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </div>
  </section>
);

/** Each answer opens below its question, without scripts too. */
export const Questions = ({ heading, items }: LandingContent['questions']) => (
  <section className="section section-next" id="questions">
    <div className="wrap faq">
      <h2>{heading}</h2>
      <div>
        {items.map(({ question, answer }) => (
          <details key={question}>
            <summary>
              <h3>{question}</h3>
            </summary>
            <RichText blocks={answer} />
          </details>
        ))}
      </div>
    </div>
  </section>
);

/** How the marketplace is reached. */
export const Contact = ({ heading, text }: LandingContent['contact']) => (
  <section className="section section-next" id="contact">
    <div className="wrap faq">
      <h2>{heading}</h2>
      <div className="reach">
        <p>{text}</p>
        <ContactFacts />
        <p>
          <a className="btn btn-line" href="/contact">
            Write to us
          </a>
        </p>
      </div>
    </div>
  </section>
);
