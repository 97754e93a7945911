/** The plans of a consignor with their start and end: the past stays, the rest can be changed. */
import {
  type Consignor,
  newPlanPeriod,
  type PlanPeriod,
  planPeriodEnd,
  takenBackPlan,
} from '@holdfast/shared/consignors';
import { marketplaceZone, wallTimeOf } from '@holdfast/shared/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable, ListContextProvider, useList, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { lastDay, ruleDay } from '../percentages/ruleText.tsx';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { daysAsInstants } from '../ui/dates/instants.ts';
import { todayIn } from '../ui/dates/presets.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import './consignors.css';
import { PlanInput } from './ConsignorInputs.tsx';
import { type PlanSpan, planSpans } from './planSpans.ts';

type Panel = { does: 'give' } | { does: 'end' | 'takeBack'; period: PlanPeriod };
type Row = PlanSpan & { id: string; state: PlanPeriod['state'] };

export function PlanPeriods({ record, mayChange }: { record: Consignor; mayChange: boolean }) {
  const [panel, setPanel] = useState<Panel | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['consignors', 'plans', record.id],
    queryFn: () => call<{ data: PlanPeriod[] }>(`/admin/consignors/${record.id}/plans`),
  });
  if (error)
    return <ErrorMessage what="The plans couldn’t be loaded." error={error} retry={() => refetch()} />;
  if (!data) return null;
  const rows = planSpans(data.data, record.createdAt).map((span) => ({
    ...span,
    id: span.from,
    state: span.period?.state ?? stateOf(span),
  }));
  const close = () => setPanel(null);
  return (
    <>
      <Table rows={rows} name={record.name} act={mayChange ? setPanel : null} />
      {mayChange && panel === null && (
        <p className="consignor-acts">
          <button type="button" className="btn" onClick={() => setPanel({ does: 'give' })}>
            Give a plan…
          </button>
        </p>
      )}
      {panel?.does === 'give' && <GivePlan record={record} close={close} />}
      {panel?.does === 'end' && <ChangeEnd key={panel.period.id} period={panel.period} close={close} />}
      {panel?.does === 'takeBack' && <TakeBack key={panel.period.id} period={panel.period} close={close} />}
    </>
  );
}

function stateOf({ from, until }: PlanSpan): PlanPeriod['state'] {
  const now = Date.now();
  if (Date.parse(from) > now) return 'later';
  return until !== null && Date.parse(until) <= now ? 'over' : 'inForce';
}

function Table({ rows, name, act }: { rows: Row[]; name: string; act: ((panel: Panel) => void) | null }) {
  const list = useList({ data: rows, perPage: 200 });
  return (
    <ListContextProvider value={list}>
      <DataTable<Row> aria-label={`Plans of ${name}`} rowClick={false}>
        <DataTable.Col<Row>
          label="Plan"
          disableSort
          render={({ plan, period }) => (
            <>
              {plan}
              {period === null && <span className="mut">, as nothing is set</span>}
            </>
          )}
        />
        <DataTable.Col<Row> label="From" className="n" disableSort render={({ from }) => ruleDay(from)} />
        <DataTable.Col<Row>
          label="Last day"
          className="n"
          disableSort
          render={({ until }) => (until === null ? <span className="mut">open</span> : lastDay(until))}
        />
        <DataTable.Col<Row>
          label="State"
          className="wide-only"
          disableSort
          render={({ state }) => <StateOf state={state} />}
        />
        {act && (
          <DataTable.Col<Row>
            label="Act"
            disableSort
            render={({ period, state }) =>
              period && state !== 'over' ? <Acts period={period} act={act} /> : null
            }
          />
        )}
      </DataTable>
    </ListContextProvider>
  );
}

function StateOf({ state }: { state: PlanPeriod['state'] }) {
  if (state === 'inForce')
    return (
      <Mark shape="disc" tone="success" quiet>
        In force
      </Mark>
    );
  return (
    <Mark shape={state === 'over' ? 'openSquare' : 'clock'} tone="neutral">
      {state === 'over' ? 'Over' : 'Later'}
    </Mark>
  );
}

function Acts({ period, act }: { period: PlanPeriod; act: (panel: Panel) => void }) {
  const name = `${period.plan} from ${ruleDay(period.effectiveFrom)}`;
  return (
    <>
      <button type="button" className="btn" onClick={() => act({ does: 'end', period })}>
        End…<span className="sr">: {name}</span>
      </button>{' '}
      {period.state === 'later' && (
        <button type="button" className="btn" onClick={() => act({ does: 'takeBack', period })}>
          Take back<span className="sr">: {name}</span>
        </button>
      )}
    </>
  );
}

/** Days as instants: today's start is over, so a plan that begins today begins now. A half-typed day is refused by the schema. */
function withPeriod({ first, last, ...values }: Record<string, unknown>): Record<string, unknown> {
  const days = daysAsInstants({ from: first, until: last }, marketplaceZone);
  const beginsNow = !first || first === todayIn(new Date(), marketplaceZone);
  return { ...values, effectiveFrom: beginsNow ? null : (days.from ?? first), ...withEnd({ last }) };
}

/** The last day as the instant at its end. */
function withEnd({ last, ...values }: Record<string, unknown>): Record<string, unknown> {
  const { until } = daysAsInstants({ until: last }, marketplaceZone);
  return { ...values, effectiveUntil: last ? (until ?? last) : null };
}

const fieldOf = (field: string) => ({ effectiveFrom: 'first', effectiveUntil: 'last' })[field] ?? field;

/** What a form says above its inputs; it is left without doing anything. */
function PanelHead({ title, about, close }: { title: string; about: string; close: () => void }) {
  useShortcuts([{ keys: 'Escape', does: 'leave', run: close, inFields: true }]);
  return (
    <>
      <h3 className="sub">{title}</h3>
      <p>
        {about}{' '}
        <button type="button" className="link" onClick={close}>
          Change nothing
        </button>
      </p>
    </>
  );
}

function GivePlan({ record, close }: { record: Consignor; close: () => void }) {
  const notify = useNotify();
  return (
    <>
      <PanelHead
        title="Give a plan"
        about="Sales from its first day on have the percentages of the plan; sales that were made keep theirs. Without a last day it ends when the next one begins; after its last day the plan is Standard."
        close={close}
      />
      <UpdateForm
        resource="consignorPlans"
        id={record.id}
        schema={newPlanPeriod}
        defaultValues={{ plan: record.plan, isNewPlan: false, first: '', last: '', reason: '' }}
        bodyOf={withPeriod}
        fieldOf={fieldOf}
        submit="Give the plan"
        onDone={() => {
          notify('The plan is set.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          <PlanInput className="f4" helperText="Percentages can be set for everybody with the same plan." />
          <DayInput className="f4" source="first" label="First day" helperText="Empty: from now." />
          <DayInput
            className="f4"
            source="last"
            label="Last day"
            helperText="Empty: until the next one begins."
          />
          <ReasonInput className="f6" />
        </div>
      </UpdateForm>
    </>
  );
}

function ChangeEnd({ period, close }: { period: PlanPeriod; close: () => void }) {
  const notify = useNotify();
  const last =
    period.effectiveUntil === null
      ? ''
      : wallTimeOf(Date.parse(period.effectiveUntil) - 1, marketplaceZone).slice(0, 10);
  return (
    <>
      <PanelHead
        title={`When ${period.plan} from ${ruleDay(period.effectiveFrom)} ends`}
        about="After its last day the plan is Standard, unless another one begins. Sales that were made keep their percentages."
        close={close}
      />
      <UpdateForm
        resource="consignorPlanEnds"
        id={period.id}
        schema={planPeriodEnd}
        defaultValues={{ last, reason: '' }}
        bodyOf={withEnd}
        fieldOf={fieldOf}
        submit="Change its end"
        onDone={() => {
          notify('The end is changed.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          <DayInput
            className="f4"
            source="last"
            label="Last day"
            helperText="Today or later. Empty: until the next one begins."
          />
          <ReasonInput className="f6" />
        </div>
      </UpdateForm>
    </>
  );
}

function TakeBack({ period, close }: { period: PlanPeriod; close: () => void }) {
  const notify = useNotify();
  return (
    <>
      <PanelHead
        title={`Take ${period.plan} from ${ruleDay(period.effectiveFrom)} back`}
        about="It won’t begin. The one before it goes on until its own end."
        close={close}
      />
      <UpdateForm
        resource="takenBackPlans"
        id={period.id}
        schema={takenBackPlan}
        defaultValues={{ reason: '' }}
        submit="Take it back"
        onDone={() => {
          notify(`${period.plan} won’t begin.`, { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          <ReasonInput className="f6" />
        </div>
      </UpdateForm>
    </>
  );
}
