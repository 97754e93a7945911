import type { LandingContent } from '@holdfast/shared/content';

/** For who can't make every game. */
export const SellersBoard = ({ heading, sentence, steps }: LandingContent['selling']) => (
  <section className="section section-next" id="sell">
    <div className="wrap">
      <div className="board sell">
        <div>
          <h2>{heading}</h2>
          <p>{sentence}</p>
          <a className="btn btn-lamp" href="/sell">
            How consigning works
          </a>
        </div>
        <ul className="plans">
          {steps.map(({ title, text }) => (
            <li key={title} className="plan">
              <h3>{title}</h3>
              <span className="d">{text}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  </section>
);
