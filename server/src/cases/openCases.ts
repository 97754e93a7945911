/** New cases. */
import { caseKindFacts } from '@holdfast/shared/cases';
import { caseMachine } from '@holdfast/shared/cases/machines';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Cause } from './causes.ts';

/**
 * Opens a case for each cause.
 * @param isKnown they were there before cases were: they alarm on screen, and nobody gets an email
 * @returns their ids, in the order of the causes
 */
export async function openCases(
  trx: Trx,
  engine: Engine,
  causes: readonly Cause[],
  { at, by, isKnown = false }: { at: string; by: string; isKnown?: boolean },
): Promise<string[]> {
  if (causes.length === 0) return [];
  const rows = causes.map((cause) => {
    const { kind, occurrence } = cause;
    const { owesFan } = caseKindFacts[kind];
    const since = cause.since.toISOString();
    const input = { kind, owesFan, since, occurrence, at, ...(isKnown ? { isKnown } : {}) };
    return { cause, since, created: engine.create(caseMachine, { id: newId('case'), input, at, by }) };
  });
  const { from, value } = records(
    rows.map(({ cause, since, created }) => ({
      id: created.id,
      kind: cause.kind,
      subject: cause.subject,
      reservationId: cause.reservation_id,
      text: cause.text,
      since,
      dueAt: cause.due_at?.toISOString() ?? null,
      occurrence: cause.occurrence,
      alarmedAt: (created.snapshot.context as { alarmedAt: string | null }).alarmedAt,
      createdAt: at,
      state: created.state,
      snapshot: created.snapshot,
      machineVersion: created.machineVersion,
    })),
    {
      id: 'text',
      kind: 'text',
      subject: 'text',
      reservationId: 'text',
      text: 'text',
      since: 'timestamptz',
      dueAt: 'timestamptz',
      occurrence: 'text',
      alarmedAt: 'timestamptz',
      createdAt: 'timestamptz',
      state: 'text',
      snapshot: 'jsonb',
      machineVersion: 'integer',
    },
  );
  const columns =
    'id, kind, subject, reservation_id, text, since, due_at, occurrence, alarmed_at, created_at, state, snapshot, machine_version';
  await queryPrepared(
    trx,
    `INSERT INTO cases (${columns}, is_present, times, version) SELECT ${columns}, true, 1, 1 FROM ${from}`,
    [value],
  );
  await engine.recordCreated(
    trx,
    rows.map(({ created }) => created),
  );
  return rows.map(({ created }) => created.id);
}
