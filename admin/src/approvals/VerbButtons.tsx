import { type Verb, verbNames } from './verbs.ts';

/** What a person may do with a request: each opens what is asked before it is done. */
export function VerbButtons({ verbs, choose }: { verbs: readonly Verb[]; choose: (verb: Verb) => void }) {
  return (
    <p className="approval-acts">
      {verbs.map((each) => (
        <button
          key={each}
          type="button"
          className={each === 'approve' ? 'btn p' : 'btn'}
          onClick={() => choose(each)}
        >
          {verbNames[each]}…
        </button>
      ))}
    </p>
  );
}
