import type { Decision } from '@holdfast/shared/today';
import { Link } from 'react-router';
import { countOf } from '../ui/figures.tsx';
import { ageOf } from '../ui/time.ts';
import { decisionWords } from './todayText.ts';

/** Pending decisions, oldest first. */
export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  return (
    <section className="sec">
      <h2>
        Needs a decision <small>{countOf(decisions.length)}</small>
      </h2>
      {decisions.length === 0 ? (
        <p className="mut">Nothing needs a decision.</p>
      ) : (
        <ul className="decisions">
          {decisions.map((decision) => (
            <li key={`${decision.what} ${decision.to} ${decision.at}`}>
              <b>{decisionWords[decision.what].head}</b>
              {decision.text}{' '}
              <span>
                <Link to={decision.to}>{decisionWords[decision.what].act}</Link>,{' '}
                {ageOf(Math.max(0, Date.now() - Date.parse(decision.at)))} ago
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
