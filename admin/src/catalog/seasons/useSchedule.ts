/** The rows that are typed or read from a file, their dry run, and applying it. */
import type { ReadRow, SchedulePlan } from '@holdfast/shared/schedules';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { call } from '../../dataProvider/index.ts';
import { plural } from '../../ui/figures.tsx';
import { useSubmissionKey } from '../../ui/forms/useSubmissionKey.ts';

/** A row has a key of its own, so that its inputs stay when another one is removed. */
export type EditedRow = ReadRow & { key: number };

let keys = 0;
const keyed = (row: ReadRow): EditedRow => ({ ...row, key: ++keys });

interface Asked {
  rows: EditedRow[];
  makeTeams: string[];
}

const bodyOf = ({ rows, makeTeams }: Asked) => ({
  rows: rows.map(({ key: _key, ...row }) => row),
  makeTeams,
});

/** @param home the season's team, of a new row */
export function useSchedule(seasonId: string, home: string, onApplied: () => Promise<unknown>) {
  const notify = useNotify();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const empty = (): ReadRow => ({ id: '', date: '', time: '', home, away: '', venue: '' });
  const [rows, setRows] = useState<EditedRow[]>(() => [keyed(empty())]);
  const [makeTeams, setMakeTeams] = useState<string[]>([]);
  /** Held games that move at once, by their ids. */
  const [move, setMove] = useState<string[]>([]);
  const [checked, setChecked] = useState<{ rows: EditedRow[]; plan: SchedulePlan } | null>(null);
  // A plan belongs to the rows that it was made of, also when they were edited before it came.
  const plan = checked?.rows === rows ? checked.plan : null;
  const path = `/admin/seasons/${seasonId}/schedule`;
  const check = useMutation({
    mutationFn: (asked: Asked) =>
      call<SchedulePlan>(`${path}/preview`, { method: 'POST', body: bodyOf(asked) }),
    onSuccess(found, asked) {
      setChecked({ rows: asked.rows, plan: found });
      // What was decided was about what an earlier check said.
      setMove([]);
    },
  });
  const apply = useMutation({
    mutationFn: ({ rows: seen }: SchedulePlan) => {
      const body = { ...bodyOf({ rows, makeTeams }), seen, move };
      return call<SchedulePlan>(path, { method: 'POST', body, idempotencyKey: keyFor(body) });
    },
    async onSuccess({ counts: { created, changed, held } }) {
      const waits = held === 0 ? '' : ` ${plural(held, 'game waits', 'games wait')} for a decision.`;
      notify(`${plural(created, 'game is', 'games are')} added, ${changed} moved.${waits}`, {
        type: 'success',
      });
      setRows([keyed(empty())]);
      setMakeTeams([]);
      await onApplied();
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return {
    rows,
    plan,
    move,
    makeTeams,
    isBusy: check.isPending || apply.isPending,
    error: (apply.error ?? check.error) as Error | null,
    take: (read: ReadRow[]) => setRows(read.map(keyed)),
    add: () => setRows([...rows, keyed(empty())]),
    remove: (key: number) => setRows(rows.filter((row) => row.key !== key)),
    /** Removes the rows that the last check refused, and checks what is left. */
    removeRefused() {
      const left = rows.filter((_, at) => plan?.rows[at]?.outcome !== 'refused');
      setRows(left);
      apply.reset();
      check.mutate({ rows: left, makeTeams });
    },
    change: (key: number, part: Partial<ReadRow>) =>
      setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row))),
    check: () => {
      apply.reset();
      check.mutate({ rows, makeTeams });
    },
    /** Decides that a held game moves, or not. */
    turn: (eventId: string) =>
      setMove(move.includes(eventId) ? move.filter((id) => id !== eventId) : [...move, eventId]),
    turnAll: () =>
      setMove(
        plan?.rows.flatMap(({ outcome, eventId }) => (outcome === 'held' && eventId ? [eventId] : [])) ?? [],
      ),
    /** Makes a team of each of these names when the schedule is applied. */
    make(names: readonly string[]) {
      const all = [...makeTeams, ...names];
      setMakeTeams(all);
      check.mutate({ rows, makeTeams: all });
    },
    apply: () => plan && apply.mutate(plan),
  };
}
