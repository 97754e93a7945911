import type { OutsideEvent } from '@holdfast/shared/catalogs';
import { placeSaid, startSaid, statusWords, teamsSaid } from './saidWords.ts';

/** An event as another house tells it; what it doesn't tell is said, too. */
export function SaidFacts({ said }: { said: OutsideEvent }) {
  const teams = teamsSaid(said);
  return (
    <dl className="kv said">
      {teams !== null && (
        <>
          <dt>{said.away === null ? 'Who' : 'Teams'}</dt>
          <dd>{teams}</dd>
        </>
      )}
      <dt>Venue</dt>
      <dd>{placeSaid(said)}</dd>
      <dt>Start, there</dt>
      <dd>{startSaid(said)}</dd>
      <dt>Status</dt>
      <dd>{statusWords[said.status]}</dd>
      <dt>Its number there</dt>
      <dd>{said.outsideId}</dd>
    </dl>
  );
}
