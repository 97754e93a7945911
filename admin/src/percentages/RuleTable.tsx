import {
  type PercentagesDraft,
  type PercentagesRule,
  ruleScopes,
  scopeLabel,
} from '@holdfast/shared/pricing';
import { useEffect, useRef } from 'react';
import { Amount, percentOf } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { Th } from '../ui/Th.tsx';
import { otherParts, RuleMark, ruleDay } from './ruleText.tsx';

/** A rule or a draft as one table row. */
export type BookRow = { id: string } & (
  | { rule: PercentagesRule; draft: null }
  | { rule: null; draft: PercentagesDraft }
);

const contentOf = (row: BookRow) => row.rule ?? row.draft;

/** Nearest at the bottom; of one scope by name and by beginning, a draft without one last. */
export function bookRows(rules: readonly PercentagesRule[], drafts: readonly PercentagesDraft[]): BookRow[] {
  const rows: BookRow[] = [
    ...rules.map((rule) => ({ id: rule.id, rule, draft: null })),
    ...drafts.map((draft) => ({ id: draft.id, rule: null, draft })),
  ];
  const place = (row: BookRow) => ruleScopes.indexOf(contentOf(row).scope);
  const begins = (row: BookRow) => contentOf(row).effectiveFrom ?? '9';
  return rows.sort(
    (a, b) =>
      place(a) - place(b) ||
      contentOf(a).whom.localeCompare(contentOf(b).whom) ||
      begins(a).localeCompare(begins(b)),
  );
}

/** The commission's bounds, or those of the only component that has any. */
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
            <Th>Whom</Th>
            <Th n>Commission</Th>
            <Th n>Minimum</Th>
            <Th n>Maximum</Th>
            <Th n>Fan fee</Th>
            <Th n>From</Th>
            <Th>State</Th>
            <Th wide className="rule-why">
              Why, by whom
            </Th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => {
            const content = contentOf(row);
            const isFaint = row.rule !== null && row.rule.state !== 'inForce';
            const others = otherParts(content.components);
            return (
              <tr
                key={row.id}
                className={`opens${cursor === row.id ? ' cur' : ''}${isFaint ? ' future' : ''}`}
                onClick={() => open(row)}
              >
                <td className="mut">{scopeLabel(content.scope)}</td>
                <td className="rule-whom">
                  <button
                    type="button"
                    className="link bold"
                    title={content.whom}
                    onClick={(event) => {
                      event.stopPropagation();
                      open(row);
                    }}
                  >
                    {content.whom}
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
                <td className="n">
                  {content.effectiveFrom ? ruleDay(content.effectiveFrom) : 'when in force'}
                </td>
                <td>
                  {row.rule ? (
                    <RuleMark rule={row.rule} />
                  ) : (
                    <Mark shape="ring" tone="neutral">
                      Draft
                    </Mark>
                  )}
                </td>
                <td className="wide-only rule-why">
                  {[content.reason, content.createdBy].filter(Boolean).join(', ')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
