import type { SellContent } from '@holdfast/shared/content';
import { Plans } from './Plans.tsx';
import { Pledge } from './Pledge.tsx';
import { Steps } from './Steps.tsx';

/** The page for sellers of a content. */
export const SellSections = ({ heading, intro, steps, pointsHeading, points, plans }: SellContent) => (
  <>
    <div className="event-head">
      <div className="wrap">
        <h1>{heading}</h1>
        <p className="facts">{intro}</p>
      </div>
    </div>
    <section className="section">
      <div className="wrap">
        <Steps steps={steps} level="h2" />
        <p className="sell-own">
          <a href="/contact?about=selling">Write to us to begin</a>. Already consigning with us?{' '}
          <a href="/selling">See how your tickets sell</a>
        </p>
      </div>
    </section>
    <Plans {...plans} />
    <section className="section section-next">
      <Pledge heading={pointsHeading} points={points} />
    </section>
  </>
);
