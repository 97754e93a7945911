import type { PriceCap } from '@holdfast/shared/priceCaps';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { EndCap, NewCap } from './CapPanels.tsx';
import { allowed, placeName } from './capText.ts';
import { usePriceCaps } from './usePriceCaps.ts';

/** Legal price caps by place: finance sets and ends them, staff reads them. */
export function PriceCapsPage() {
  useCrumbs('Consignment', 'Legal caps');
  const page = usePriceCaps();
  const { maySet, above, isAdding, ending } = page;
  return (
    <div className={isAdding || ending ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title="Legal caps"
          facts={`What the law of a venue’s place allows a ticket to cost, against its face value.${
            above === undefined
              ? ''
              : above === 0
                ? ' Nothing on sale is above.'
                : ` ${countOf(above)} on sale are above, and wait under “To price”.`
          }`}
        >
          {maySet && (
            <button type="button" className="btn" onClick={page.add}>
              New cap <kbd>n</kbd>
            </button>
          )}
        </PageHead>
        <div className="body">
          <Caps page={page} />
        </div>
      </div>
      {isAdding && <NewCap onDone={page.changed} />}
      {ending && <EndCap cap={ending} leave={page.leave} onDone={page.changed} />}
    </div>
  );
}

function Caps({ page: { rows, error, readAgain, maySet, end } }: { page: ReturnType<typeof usePriceCaps> }) {
  if (error) return <ErrorMessage what="The caps couldn’t be loaded." error={error} retry={readAgain} />;
  if (!rows) return <Reading what="the caps" />;
  if (rows.length === 0)
    return (
      <Empty
        because={`No place has a cap.${maySet ? '' : ' Finance sets them; prices are free until then.'}`}
      />
    );
  return (
    <RuledTable<PriceCap>
      label="Legal caps"
      rows={rows}
      rowClass={(cap) => (cap.endedAt ? 'future' : undefined)}
      columns={[
        ...facts,
        {
          head: 'State',
          cell: ({ endedAt }) => (endedAt ? `Ended ${workTime(endedAt)}` : 'In force'),
        },
        ...(maySet
          ? [
              {
                head: 'Action',
                cell: (cap: PriceCap) =>
                  cap.endedAt ? null : (
                    <button type="button" className="link" onClick={() => end(cap)}>
                      End this cap
                    </button>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

const facts: readonly Column<PriceCap>[] = [
  { head: 'Place', cell: (cap) => <b className="bold">{placeName(cap)}</b> },
  { head: 'Allowed', cell: allowed },
  { head: 'Law', cell: (cap) => cap.law, wraps: true },
  {
    head: 'On sale above it',
    cell: ({ listingsAbove }) =>
      listingsAbove > 0 ? (
        <Mark shape="triangle" tone="danger">
          {countOf(listingsAbove)}
        </Mark>
      ) : (
        <span className="fnt">0</span>
      ),
    numeric: true,
  },
  { head: 'Set', cell: (cap) => `${cap.createdBy}, ${workTime(cap.createdAt)}` },
];
