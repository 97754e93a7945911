import { type ReactNode, useState } from 'react';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import type { DraftValues } from './draftValues.ts';
import { type Period, periodsOf } from './periods.ts';
import { useReplay } from './useReplay.ts';
import { WhatIfOutcome } from './WhatIfOutcome.tsx';

/** Replays a period's sales under the draft, while it is edited. */
export function WhatIfPanel({ values, foot }: { values: DraftValues; foot: ReactNode }) {
  const [periods] = useState(() => periodsOf(new Date()));
  const [chosen, setChosen] = useState<Period>(periods[1]!);
  const { components, ready, answer } = useReplay(values, chosen);
  const about =
    answer.isPlaceholderData && ready
      ? 'Replaying…'
      : answer.data && ready
        ? `${plural(answer.data.sales, 'sale')} replayed under the draft. No past sale changes.`
        : 'No past sale changes.';
  return (
    <SidePanel title={`What if: ${chosen.name}`} about={about} foot={foot}>
      <Periods periods={periods} chosen={chosen} choose={setChosen} />
      {!components && (
        <p className="note">Type every percentage first: what contradicts itself can’t be replayed.</p>
      )}
      {components && !ready && <p className="note">Choose the rule’s scope and the period.</p>}
      {ready && answer.error && (
        <ErrorMessage
          what="The sales couldn’t be replayed."
          error={answer.error}
          retry={() => answer.refetch()}
        />
      )}
      {ready && answer.data && (
        <div aria-busy={answer.isPlaceholderData}>
          <WhatIfOutcome answer={answer.data} />
        </div>
      )}
    </SidePanel>
  );
}

function Periods({
  periods,
  chosen,
  choose,
}: {
  periods: readonly Period[];
  chosen: Period;
  choose: (period: Period) => void;
}) {
  const isDates = !periods.some(({ short }) => short === chosen.short);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons, not fields */}
      <div role="group" className="periods" aria-label="Period">
        {periods.map((period) => (
          <button
            key={period.short}
            type="button"
            aria-pressed={period.short === chosen.short}
            onClick={() => choose(period)}
          >
            {period.short}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={isDates}
          onClick={() => choose({ ...chosen, name: 'chosen days', short: 'Dates' })}
        >
          Dates
        </button>
      </div>
      {isDates && (
        <p className="as-of">
          <label>
            From{' '}
            <input
              type="date"
              value={chosen.from}
              onChange={(e) => choose({ ...chosen, from: e.target.value })}
            />
          </label>
          <label>
            before{' '}
            <input
              type="date"
              value={chosen.until}
              onChange={(e) => choose({ ...chosen, until: e.target.value })}
            />
          </label>
        </p>
      )}
    </>
  );
}
