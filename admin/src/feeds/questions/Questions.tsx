import { type Feed, feedNames, type Question } from '@holdfast/shared/feeds';
import { useId } from 'react';
import { plural } from '../../ui/figures.tsx';
import { AnotherOfOurs } from './AnotherOfOurs.tsx';
import {
  answerOf,
  askedOf,
  type Draft,
  type Drafts,
  draftOf,
  factNames,
  freshDraft,
  kindOf,
} from './answers.ts';
import { NewInputs } from './NewInputs.tsx';

/** What a feed doesn't say of what becomes an event: one of ours for each question, a new one, or none. */
export function Questions({
  questions,
  feed,
  drafts,
  change,
}: {
  questions: readonly Question[];
  /** null: entries of several feeds. */
  feed: Feed | null;
  drafts: Drafts;
  change: (drafts: Drafts) => void;
}) {
  const asked = askedOf(questions, drafts);
  if (asked.length === 0) return null;
  // Above a list the page's own head is the one before it; beside it stands the entry's.
  const Head = feed === null ? 'h2' : 'h3';
  // What the feed's words are enough for is made by them, unless a person wants it otherwise.
  const isOpen = (question: Question) => question.needed || drafts[question.key] !== undefined;
  const settled = asked.filter((question) => !isOpen(question));
  const leagues = asked.filter(({ what }) => what === 'league');
  return (
    <section className="asks" aria-label="To answer">
      <Head className="sub">{titleOf(feed, settled.length === asked.length)}</Head>
      {asked.filter(isOpen).map((question) => (
        <Ask
          key={question.key}
          question={question}
          draft={draftOf(question, drafts)}
          isWhole={answerOf(question, drafts) !== null}
          choose={(draft) => change({ ...drafts, [question.key]: draft })}
          {...(question.what === 'league' && leagues.length > 1
            ? { chooseForAll: (draft: Draft) => change({ ...drafts, ...forAll(leagues, draft) }) }
            : {})}
        />
      ))}
      {settled.length > 0 && (
        <ul className="plain settled" aria-label="Made with it, unless you change it">
          {settled.map((question) => (
            <li key={question.key}>
              <b>{factNames[question.what]}</b>
              <CountOf entries={question.entries} /> {newWords(question, freshDraft(question))}{' '}
              <button
                type="button"
                className="btn t"
                onClick={() => change({ ...drafts, [question.key]: freshDraft(question) })}
              >
                Change
                <span className="sr"> {factNames[question.what].toLowerCase()}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const CountOf = ({ entries }: Pick<Question, 'entries'>) =>
  entries.length > 1 && <small> of {plural(entries.length, 'entry', 'entries')}</small>;

/** @param isSettled nothing is left to answer */
function titleOf(feed: Feed | null, isSettled: boolean): string {
  if (isSettled) return feed === null ? 'Made with them' : 'Made with it';
  return `What ${feed === null ? 'the feeds don’t' : `${feedNames[feed]} doesn’t`} say`;
}

const forAll = (questions: readonly Question[], draft: Draft): Drafts =>
  Object.fromEntries(questions.map(({ key }) => [key, draft]));

interface AskProps {
  question: Question;
  draft: Draft | null;
  /** Nothing of the answer is missing. */
  isWhole: boolean;
  choose: (draft: Draft) => void;
  /** Where others ask for the same. */
  chooseForAll?: (draft: Draft) => void;
}

function Ask({ question, draft, isWhole, choose, chooseForAll }: AskProps) {
  const { what, says, known, entries } = question;
  const name = useId();
  const line = (words: string, isChosen: boolean, next: Draft) => (
    <label className="check-line">
      <input type="radio" name={name} checked={isChosen} onChange={() => choose(next)} />
      <span>{words}</span>
    </label>
  );
  // One that was found by its name isn't among those that are offered.
  const isFound = draft?.choice === 'known' && !known.some(({ id }) => id === draft.id);
  const fresh = freshDraft(question);
  return (
    <fieldset className="plain-set ask">
      <legend>
        {factNames[what]}
        <CountOf entries={entries} />
      </legend>
      <p className="mut">
        {says}
        {entries.length > 1 ? ` ${exampleOf(entries)}` : ''}
      </p>
      {known.map((each) => (
        <div key={each.id}>
          {line(
            [each.name, each.aside].filter(Boolean).join(', '),
            draft?.choice === 'known' && draft.id === each.id,
            { choice: 'known', id: each.id, name: each.name, league: each.league },
          )}
        </div>
      ))}
      {line(newWords(question, fresh), draft?.choice === 'new', fresh)}
      {draft?.choice === 'new' && <NewInputs what={what} draft={draft} change={choose} />}
      {line(isFound ? draft.name : 'Another one of ours', isFound || draft?.choice === 'another', {
        choice: 'another',
      })}
      {draft?.choice === 'another' && <AnotherOfOurs what={what} choose={choose} />}
      {what === 'league' && line('It has none', draft?.choice === 'none', { choice: 'none' })}
      {(what === 'home' || what === 'away') &&
        line('It is no game of two teams', draft?.choice === 'none', { choice: 'none' })}
      {chooseForAll && draft && isWhole && (
        <button type="button" className="btn" onClick={() => chooseForAll(draft)}>
          The same for every question about a league
        </button>
      )}
    </fieldset>
  );
}

const newWords = ({ what }: Question, { name, id }: { name: string; id: string }) => {
  const called = what === 'league' ? id : name;
  return called === '' ? `A new ${kindOf(what)}` : `A new ${kindOf(what)}: ${called}`;
};

const exampleOf = ([first, ...others]: Question['entries']) =>
  `${first?.name}, and ${plural(others.length, 'other')}.`;
