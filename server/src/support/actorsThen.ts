/** Which actors of all were in a state at a moment, with what opens them. */
import { type ActorRow, type ActorRows, mostActorRows } from '@holdfast/shared/support';
import { caseSubjects } from '../cases/index.ts';
import {
  type ActorDefinition,
  actorsAtMoment,
  type Engine,
  type StayThen,
  tagsOf,
} from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';

/** Actors that are looked at and counted; more are said to be more. */
const mostCounted = 10_000;

/** The types of machines, with their states and tags. */
export function kindsOf({ definitions }: Engine) {
  return [...definitions.values()].map(({ type, machine }) => {
    const tags = tagsOf(machine);
    return {
      type,
      states: [...tags.keys()],
      tags: [...new Set([...tags.values()].flatMap((own) => [...own]))].sort(),
    };
  });
}

const invalid = (field: string, message: string) => fieldsRefused([{ field, code: 'unknown', message }]);

/** @throws Problem `validation_failed` where the machine knows no such state or tag */
function statesOf(definition: ActorDefinition | undefined, state: string): string[] {
  if (!definition) throw invalid('type', 'There is no such machine.');
  const tags = tagsOf(definition.machine);
  const states = [...tags.keys()].filter((each) =>
    state.startsWith('#') ? tags.get(each)?.has(state.slice(1)) : each === state,
  );
  if (states.length === 0) throw invalid('state', `A ${definition.type} has no such state.`);
  return states;
}

/** @throws Problem `validation_failed` for a type or state that there isn't, or a moment to come */
export async function findActorsThen(
  trx: Trx,
  engine: Engine,
  { type, state, at, minutes }: { type: string; state: string; at: string; minutes: number },
): Promise<ActorRows> {
  const states = statesOf(engine.definitions.get(type), state);
  const [clock] = await queryPrepared<{ ahead: boolean }>(trx, 'SELECT $1::timestamptz > now() AS ahead', [
    at,
  ]);
  if (clock?.ahead) throw invalid('at', 'This moment is still to come.');
  const { rows, total, more } = await actorsAtMoment(trx, {
    type,
    states,
    at,
    forMs: minutes * 60_000,
    most: mostCounted,
    shown: mostActorRows,
  });
  const known = await subjectsOf(
    trx,
    type,
    rows.map(({ actorId }) => actorId),
  );
  return { data: rows.map((row) => present(row, known.get(row.actorId))), total, more };
}

interface Subject {
  id: string;
  name: string;
  about: string;
  reservation_id: string | null;
}

const present = ({ actorId, state, since, until }: StayThen, subject: Subject | undefined): ActorRow => ({
  id: actorId,
  state,
  since: since.toISOString(),
  until: until?.toISOString() ?? null,
  name: subject?.name ?? actorId,
  about: subject?.about ?? '',
  reservationId: subject?.reservation_id ?? null,
});

/** SQL: an order's code and event, for something with a `reservation_id`. */
const ofOrder = (source: string, id = 'a.id', order = 'a.reservation_id') =>
  `SELECT ${id} AS id, r.code AS name, e.name AS about, r.id AS reservation_id FROM ${source} a
   JOIN reservations_orders r ON r.id = ${order} JOIN catalog_calendar e ON e.id = r.event_id WHERE ${id} = ANY($1::text[])`;

/** SQL: what people call the actors of a type. */
const subjectTexts: Readonly<Record<string, string>> = {
  reservation: ofOrder('reservations_orders', 'a.id', 'a.id'),
  payment: ofOrder('payments_charges'),
  refund: ofOrder('payments_refunds'),
  dispute: ofOrder('payments_disputes'),
  delivery: ofOrder('deliveries_made'),
  listing: `SELECT l.id, coalesce('Section ' || l.section || ', row ' || l."row", l.ticket_type) AS name, e.name AS about, NULL AS reservation_id
    FROM listings_offered l JOIN catalog_calendar e ON e.id = l.event_id WHERE l.id = ANY($1::text[])`,
  import: `SELECT i.id, i.file_name AS name, c.name AS about, NULL AS reservation_id
    FROM imports_named i JOIN consignors_named c ON c.id = i.consignor_id WHERE i.id = ANY($1::text[])`,
};

async function subjectsOf(trx: Trx, type: string, ids: string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map();
  const text = subjectTexts[type];
  const rows = text ? await queryPrepared<Subject>(trx, text, [ids]) : await caseSubjects(trx, ids);
  return new Map(rows.map((row) => [row.id, row]));
}
