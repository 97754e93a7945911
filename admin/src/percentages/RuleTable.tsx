import { type PercentagesDraft, type PercentagesRule, scopeLabel } from '@holdfast/shared/pricing';
import { useEffect, useRef } from 'react';
import { Amount, percentOf } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { Th } from '../ui/Th.tsx';
import { type BookRow, contentOf } from './bookRows.ts';
import { otherParts, RuleMark, ruleDay } from './ruleText.tsx';

/** The commission's minimum or maximum, minor units; null where it has none. */
function boundOf(
  { components }: PercentagesRule | PercentagesDraft,
  side: 'minimum' | 'maximum',
): number | null {
  return components.find(({ kind }) => kind === 'commission')?.[side] ?? null;
}

function Bound({ minor }: { minor: number | null }) {
  return minor === null ? <span className="fnt">–</span> : <Amount minor={minor} />;
}

/** Every rule, a row each: the cursor's row is marked, a click opens it. */
export function RuleTable({
  rows,
  cursor,
  open,
}: {
  rows: readonly BookRow[];
  cursor: string | null;
  open: (row: BookRow) => void;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the cursor
  useEffect(() => {
    body.current?.querySelector('.cur')?.scrollIntoView({ block: 'nearest' });
  }, [cursor]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-wrap" aria-label="Rules" tabIndex={0}>
      <table className="g">
        <thead>
          <tr>
            <Th>Scope</Th>
            <Th>Applies to</Th>
            <Th n>Commission</Th>
            <Th n>Minimum</Th>
            <Th n>Maximum</Th>
            <Th n>Fan fee</Th>
            <Th n>From</Th>
            <Th>State</Th>
            <Th wide className="rule-why">
              Reason
            </Th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <RuleRow key={row.id} row={row} isCursor={cursor === row.id} open={open} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RuleRow({ row, isCursor, open }: { row: BookRow; isCursor: boolean; open: (row: BookRow) => void }) {
  const content = contentOf(row);
  const isFaint = row.rule !== null && row.rule.state !== 'inForce';
  const others = otherParts(content.components);
  return (
    <tr className={`opens${isCursor ? ' cur' : ''}${isFaint ? ' future' : ''}`} onClick={() => open(row)}>
      <td className="mut">{scopeLabel(content.scope)}</td>
      <td className="rule-target">
        <button
          type="button"
          className="link bold"
          title={content.targetName}
          onClick={(event) => {
            event.stopPropagation();
            open(row);
          }}
        >
          {content.targetName}
        </button>
        {others && <span className="sm mut"> with {others}</span>}
      </td>
      <td className="n bold">{percentOf(content.commissionBps)}</td>
      <td className="n">
        <Bound minor={boundOf(content, 'minimum')} />
      </td>
      <td className="n">
        <Bound minor={boundOf(content, 'maximum')} />
      </td>
      <td className="n">{percentOf(content.feeBps)}</td>
      <td className="n">{content.effectiveFrom ? ruleDay(content.effectiveFrom) : 'when in force'}</td>
      <td className="wrap">
        {row.rule ? (
          <RuleMark rule={row.rule} />
        ) : (
          <Mark shape="ring" tone="neutral">
            Draft
          </Mark>
        )}
      </td>
      <td className="wide-only rule-why">{[content.reason, content.createdBy].filter(Boolean).join(', ')}</td>
    </tr>
  );
}
