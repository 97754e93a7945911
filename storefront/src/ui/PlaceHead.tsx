import type { ReactNode } from 'react';

/** The board at the top of a page about a team, a season or a venue: its name, and what is known of it. */
export function PlaceHead({ title, facts }: { title: ReactNode; facts: ReactNode[] }) {
  return (
    <div className="event-head">
      <div className="wrap">
        <h1>{title}</h1>
        <p className="facts">
          {facts.map((fact, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts have no other identity, and never change their order
            <span key={i}>{fact}</span>
          ))}
        </p>
      </div>
    </div>
  );
}
