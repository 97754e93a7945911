import type { LandingContent, PlanShown } from '@holdfast/shared/content';

/** The plans that the marketplace shows, with what they charge now; nothing where it shows none. */
export function Plans({ heading, intro, plans }: LandingContent['plans']) {
  if (plans.length === 0) return null;
  return (
    <section className="section section-next" id="plans">
      <div className="wrap">
        <div className="head-row">
          <h2>{heading}</h2>
          <p className="muted">{intro}</p>
        </div>
        <ul className="offers">
          {plans.map((plan) => (
            <Plan key={plan.name} {...plan} />
          ))}
        </ul>
        <p className="offers-act">
          <a className="btn btn-go" href="/contact?about=selling">
            Write to us about selling
          </a>
        </p>
      </div>
    </section>
  );
}

const Plan = ({ name, text, share, terms, payoutDays }: PlanShown) => (
  <li className="offer">
    <h3>{name}</h3>
    <p className="offer-share">
      <b>{share}</b> of the price is ours
    </p>
    {terms.length > 0 && <p className="small">{terms.join('; ')}</p>}
    <p className="small">
      Paid {payoutDays === 1 ? 'a day' : `${payoutDays} days`} after the event, unless we agree otherwise
    </p>
    <p className="muted">{text}</p>
  </li>
);
