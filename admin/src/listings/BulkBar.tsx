import { useListContext } from 'react-admin';
import { countOf } from '../ui/figures.tsx';
import { type ActionName, actionConfig } from './actions/actionConfig.ts';
import type { Picked } from './usePicked.ts';

/** The most listings that one request may name; more need a bulk run. */
const mostNamed = 1000;

/** Actions on the selected rows, docked below the grid so that it covers none. */
export function BulkBar({
  choice,
  actions,
  begin,
}: {
  choice: Picked;
  actions: readonly ActionName[];
  begin: (name: ActionName) => void;
}) {
  const { isWhole, count } = choice;
  const { total = 0 } = useListContext();
  const rows = choice.rows();
  const ableOf = (name: ActionName) => (isWhole ? count : rows.filter(actionConfig[name].can).length);
  const offered = actions.map((name) => ({ name, able: ableOf(name) })).filter(({ able }) => able > 0);
  return (
    <section className="bulk" aria-label="Selected listings">
      <b aria-live="polite">
        {isWhole
          ? count < total
            ? `${countOf(count)} of the ${countOf(total)} in this view selected`
            : `All ${countOf(count)} of this view selected`
          : `${countOf(count)} selected`}
      </b>
      {count < total && (
        <button type="button" className="link" onClick={choice.pickWhole}>
          Select all {countOf(total)}
        </button>
      )}
      <button type="button" className="link" onClick={choice.clear}>
        Clear
      </button>
      {count > mostNamed && !isWhole && (
        <span>At most {countOf(mostNamed)} by hand: select the whole view for more.</span>
      )}
      <span className="sp" />
      {offered.map(({ name, able }, at) => (
        <button
          type="button"
          key={name}
          className={
            at === 0 ? (actionConfig[name].danger ? 'btn d' : 'btn p') : at > 3 ? 'btn wide-only' : 'btn'
          }
          disabled={count > mostNamed && !isWhole}
          onClick={() => begin(name)}
        >
          {actionConfig[name].short ?? actionConfig[name].verb}
          {able < count ? ` ${countOf(able)}` : ''} <kbd>{actionConfig[name].key}</kbd>
        </button>
      ))}
    </section>
  );
}
