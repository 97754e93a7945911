import { type SavedPriceRule, savedPriceRuleQuery } from '@holdfast/shared/listings';
import { useState } from 'react';
import { DataTable, useListContext } from 'react-admin';
import { Link } from 'react-router';
import { pricingText } from '../bulkRuns/runText.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { workTime, zoneOf } from '../ui/time.ts';
import { LastRun, RuleButtons } from './LastRun.tsx';
import { RulePanel } from './RulePanel.tsx';
import { viewWords } from './viewWords.ts';

/** Saved price rules: when each runs next, how it ran last, and what can be done with it. */
export function PriceRulesPage() {
  useCrumbs('Consignment', 'Price rules');
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <DeskList<SavedPriceRule>
      contract={savedPriceRuleQuery}
      resource="price-rules"
      sort={{ field: 'name', order: 'ASC' }}
      refreshMs={5_000}
    >
      <div className={editing === null ? 'two alone' : 'two'}>
        <div className="col scrolls">
          <PageHead
            title="Price rules"
            facts={`Each runs once a day on its view, as the person who saved it. Times are ${zoneOf(new Date())}.`}
          >
            <Link className="btn" to="/bulk-runs">
              Bulk runs
            </Link>
          </PageHead>
          <div className="body">
            <ListRows
              empty={
                <Empty because="No rule is saved yet. Change a view’s prices by rule on Pricing, and save the rule there." />
              }
            >
              <Rules edit={setEditing} />
            </ListRows>
          </div>
        </div>
        {editing !== null && <Panel id={editing} close={() => setEditing(null)} />}
      </div>
    </DeskList>
  );
}

function Panel({ id, close }: { id: string; close: () => void }) {
  const { data } = useListContext<SavedPriceRule>();
  const rule = data?.find((each) => each.id === id);
  return rule ? <RulePanel key={id} rule={rule} close={close} /> : null;
}

function Rules({ edit }: { edit: (id: string) => void }) {
  return (
    <DataTable<SavedPriceRule> aria-label="Price rules" rowClick={false}>
      <DataTable.Col<SavedPriceRule>
        label="Rule"
        disableSort
        className="wrap"
        render={(rule) => (
          <>
            <button
              type="button"
              className="link key"
              style={{ textAlign: 'left' }}
              onClick={() => edit(rule.id)}
            >
              {rule.name}
            </button>
            <div className="sm mut">Prices {pricingText(rule.pricing)}</div>
          </>
        )}
      />
      <DataTable.Col<SavedPriceRule>
        label="View"
        disableSort
        className="wrap"
        render={({ filter }) => viewWords(filter)}
      />
      <DataTable.Col<SavedPriceRule>
        label="Next"
        disableSort
        render={({ nextAt }) =>
          nextAt ? (
            workTime(nextAt)
          ) : (
            <Mark shape="ring" tone="neutral">
              Off
            </Mark>
          )
        }
      />
      <DataTable.Col<SavedPriceRule>
        label="Last"
        disableSort
        className="wrap"
        render={({ last }) => <LastRun last={last} />}
      />
      <DataTable.Col<SavedPriceRule>
        label="Runs as"
        disableSort
        className="wrap"
        render={({ owner, changed }) => (
          <>
            {owner}
            {changed && <div className="sm mut">changed by {changed.by}</div>}
          </>
        )}
      />
      <DataTable.Col<SavedPriceRule> label="Act" disableSort render={(rule) => <RuleButtons rule={rule} />} />
    </DataTable>
  );
}
