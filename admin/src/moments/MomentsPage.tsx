import { marketplaceZone } from '@holdfast/shared/time';
import { useCrumbs } from '../ui/crumbs.tsx';
import { WallTimeBox } from '../ui/dates/WallTimeBox.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { MomentRows } from './MomentRows.tsx';
import { kindNames, stateName, tagName } from './momentNames.ts';
import { type MomentsState, useMoments } from './useMoments.ts';
import './moments.css';

/** Which of all machines were in a state at a moment, and for how long already: each opens its case as it was then. */
export function MomentsPage() {
  useCrumbs('Support', 'Any moment');
  const page = useMoments();
  const { rows, kinds, question } = page;
  return (
    <div className="two alone">
      <div className="col scrolls">
        <PageHead
          title="Any moment"
          facts="What was in which state at a moment, and since when, from the log of every machine. Each row opens as it was then."
        />
        <div className="body">
          {kinds.error ? (
            <ErrorMessage
              what="The machines couldn’t be read."
              error={kinds.error}
              retry={() => void kinds.refetch()}
            />
          ) : (
            <Question page={page} />
          )}
          {rows.error && (
            <ErrorMessage
              what="This couldn’t be looked up."
              error={rows.error}
              retry={() => void rows.refetch()}
            />
          )}
          {question === null && <Empty because="Choose a state and a moment." />}
          {rows.data && rows.data.total === 0 && <Empty because="None was, at that moment." />}
          {rows.data && rows.data.total > 0 && question && (
            <>
              <p role="status">
                {rows.data.more ? 'More than ' : ''}
                {countOf(rows.data.total)} {rows.data.total === 1 ? 'was' : 'were'}
                {rows.data.data.length < rows.data.total
                  ? `; ${rows.data.more ? 'some' : `the ${rows.data.data.length} longest`} are shown`
                  : ''}
                .
              </p>
              <MomentRows type={question.type} at={question.at} rows={rows.data.data} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function Question({ page: { kinds, asked, set } }: { page: MomentsState }) {
  const kind = kinds.data?.data.find(({ type }) => type === asked.type);
  return (
    <div className="moment-ask">
      <label>
        What
        <select value={asked.type} onChange={({ target }) => set({ type: target.value, state: null })}>
          {kinds.data?.data.map(({ type }) => (
            <option key={type} value={type}>
              {kindNames[type] ?? type}
            </option>
          ))}
        </select>
      </label>
      <label>
        Was
        <select value={asked.state} onChange={({ target }) => set({ state: target.value })}>
          <option value="">Choose a state</option>
          {kind?.states.map((state) => (
            <option key={state} value={state}>
              {stateName(kind.type, state)}
            </option>
          ))}
          {kind && kind.tags.length > 0 && (
            <optgroup label="Several states">
              {kind.tags.map((tag) => (
                <option key={tag} value={`#${tag}`}>
                  {tagName(tag)}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      <div>
        <label htmlFor="moment-at">At</label>
        <WallTimeBox
          id="moment-at"
          label="At"
          value={asked.wall}
          zone={marketplaceZone}
          onChange={(wall) => set({ wall })}
        />
      </div>
      <label>
        For at least, minutes
        <input
          type="number"
          min={0}
          max={525_600}
          value={asked.minutes}
          onChange={({ target }) => set({ minutes: target.value })}
        />
      </label>
    </div>
  );
}
