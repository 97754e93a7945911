/** What is agreed with a consignor: its own percentages and those of its plan, with their start and end. */
import type { Consignor } from '@holdfast/shared/consignors';
import type { PercentagesRule, RuleScope } from '@holdfast/shared/pricing';
import { DataTable, ListContextProvider, useGetList, useList } from 'react-admin';
import { Link } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { RuleMark, ruleDay } from '../percentages/ruleText.tsx';
import { percentOf } from '../ui/figures.tsx';
import { PlanPeriods } from './PlanPeriods.tsx';

export function ConsignorPlan({ record }: { record: Consignor }) {
  const own = useRules('consignor', record.id);
  const ofPlan = useRules('plan', record.plan);
  const maySet = usePermission('percentages');
  const mayChange = usePermission('consignorPlans') && record.mergedInto === null;
  const address = (scope: RuleScope, target: string) =>
    `/percentages?${new URLSearchParams({ scope, target })}`;
  if (own.isPending || ofPlan.isPending) return null;
  const rules = [...own.rules, ...ofPlan.rules];
  return (
    <section className="sec">
      <h2>
        Plan {record.plan} <small>from when until when, and its percentages</small>
      </h2>
      <PlanPeriods record={record} mayChange={mayChange} />
      <h3 className="sub">Percentages</h3>
      {rules.length === 0 ? (
        <p className="mut">
          No percentages are set for {record.name} or the plan: the marketplace’s default applies,{' '}
          {percentOf(record.commissionBps)} commission and {percentOf(record.feeBps)} service fee.
        </p>
      ) : (
        <Rules rules={rules} name={record.name} />
      )}
      <p>
        <Link to={address('consignor', record.id)}>
          {maySet ? 'Set percentages for this consignor' : 'Percentages of this consignor'}
        </Link>
        {', '}
        <Link to={address('plan', record.plan)}>those of the plan</Link>
      </p>
    </section>
  );
}

function useRules(scope: RuleScope, target: string) {
  const { data = [], isPending } = useGetList<PercentagesRule>('percentages', {
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'effectiveFrom', order: 'DESC' },
    filter: { scope, target },
  });
  return { rules: data, isPending };
}

function Rules({ rules, name }: { rules: PercentagesRule[]; name: string }) {
  const list = useList({ data: rules, perPage: 100 });
  return (
    <ListContextProvider value={list}>
      <DataTable<PercentagesRule> aria-label={`Percentages of ${name}`} rowClick={false}>
        <DataTable.Col<PercentagesRule>
          label="For"
          disableSort
          render={({ scope, target }) => (scope === 'plan' ? `Plan ${target}` : 'This consignor')}
        />
        <DataTable.Col<PercentagesRule>
          label="Commission"
          className="n"
          disableSort
          render={({ commissionBps }) => percentOf(commissionBps)}
        />
        <DataTable.Col<PercentagesRule>
          label="Fan fee"
          className="n"
          disableSort
          render={({ feeBps }) => percentOf(feeBps)}
        />
        <DataTable.Col<PercentagesRule>
          label="From"
          className="n"
          disableSort
          render={({ effectiveFrom }) => ruleDay(effectiveFrom)}
        />
        <DataTable.Col<PercentagesRule>
          label="State"
          disableSort
          render={(rule) => <RuleMark rule={rule} />}
        />
      </DataTable>
    </ListContextProvider>
  );
}
