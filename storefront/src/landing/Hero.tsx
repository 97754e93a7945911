import type { LandingContent } from '@holdfast/shared/content';
import { pictureAddress, pictureSet } from '@holdfast/shared/pictures';
import { Fragment } from 'react';
import type { GameSummary } from '../api/loaders.ts';
import { SearchForm } from '../ui/SearchForm.tsx';
import { NextGames } from './NextGames.tsx';

/** The head of the landing page: what this is, a search, and what is next. */
export function Hero({
  hero: { headline, sentence, pictureId, links },
  next,
  now,
}: {
  hero: LandingContent['hero'];
  next: GameSummary[];
  now: number;
}) {
  return (
    <section className={pictureId === null ? 'hero' : 'hero hero-pictured'}>
      {pictureId !== null && (
        <img
          className="hero-picture"
          src={pictureAddress(pictureId, 1280)}
          srcSet={pictureSet(pictureId)}
          sizes="100vw"
          alt=""
          width="1280"
          height="720"
          fetchPriority="high"
        />
      )}
      <div className="wrap">
        <div>
          <h1>
            {headline.map((line) => (
              <span key={line}>{line} </span>
            ))}
          </h1>
          <p className="lede">{sentence}</p>
          <SearchForm id="big-q" big />
          {links.length > 0 && (
            <p className="try">
              Try{' '}
              {links.map(({ text, href }) => (
                <Fragment key={href}>
                  <a href={href}>{text}</a>{' '}
                </Fragment>
              ))}
            </p>
          )}
        </div>
        <NextGames games={next} now={now} />
      </div>
    </section>
  );
}
