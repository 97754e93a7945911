import type { FeedEvent } from '@holdfast/shared/feeds';
import { placeText, startOfEventText, statusWords, teamsText } from './feedEventText.ts';

/** An event's facts as the feed gives them; missing ones are shown as missing. */
export function FeedEventFacts({ facts }: { facts: FeedEvent }) {
  const teams = teamsText(facts);
  return (
    <dl className="kv facts">
      {teams !== null && (
        <>
          <dt>{facts.away === null ? 'Who' : 'Teams'}</dt>
          <dd>{teams}</dd>
        </>
      )}
      <dt>Venue</dt>
      <dd>{placeText(facts)}</dd>
      <dt>Start, there</dt>
      <dd>{startOfEventText(facts)}</dd>
      <dt>Status</dt>
      <dd>{statusWords[facts.status]}</dd>
      <dt>Its number there</dt>
      <dd>{facts.feedId}</dd>
    </dl>
  );
}
