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

/** @param home the season's team, of a new row */
export function useSchedule(seasonId: string, home: string, onApplied: () => Promise<unknown>) {
  const notify = useNotify();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const empty = (): ReadRow => ({ id: '', date: '', time: '', home, away: '', venue: '' });
  const [rows, setRows] = useState<EditedRow[]>(() => [keyed(empty())]);
  const [makeTeams, setMakeTeams] = useState<string[]>([]);
  const [plan, setPlan] = useState<SchedulePlan | null>(null);
  // A plan belongs to the rows that it was made of.
  const edit = (next: EditedRow[]) => {
    setRows(next);
    setPlan(null);
  };
  const path = `/admin/seasons/${seasonId}/schedule`;
  const asked = (teams: string[]) => ({ rows: rows.map(({ key: _key, ...row }) => row), makeTeams: teams });
  const check = useMutation({
    mutationFn: (teams: string[]) =>
      call<SchedulePlan>(`${path}/preview`, { method: 'POST', body: asked(teams) }),
    onSuccess: setPlan,
  });
  const apply = useMutation({
    mutationFn: ({ counts: { created, changed } }: SchedulePlan) => {
      const body = { ...asked(makeTeams), seen: { created, changed } };
      return call<SchedulePlan>(path, { method: 'POST', body, idempotencyKey: keyFor(body) });
    },
    async onSuccess({ counts: { created, changed } }) {
      notify(`${plural(created, 'game is', 'games are')} added, ${changed} moved.`, { type: 'success' });
      edit([keyed(empty())]);
      setMakeTeams([]);
      await onApplied();
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return {
    rows,
    plan,
    makeTeams,
    isBusy: check.isPending || apply.isPending,
    error: (apply.error ?? check.error) as Error | null,
    take: (read: ReadRow[]) => edit(read.map(keyed)),
    add: () => edit([...rows, keyed(empty())]),
    remove: (key: number) => edit(rows.filter((row) => row.key !== key)),
    change: (key: number, part: Partial<ReadRow>) =>
      edit(rows.map((row) => (row.key === key ? { ...row, ...part } : row))),
    check: () => {
      apply.reset();
      check.mutate(makeTeams);
    },
    /** Makes a team of each of these names when the schedule is applied. */
    make(names: readonly string[]) {
      const all = [...makeTeams, ...names];
      setMakeTeams(all);
      check.mutate(all);
    },
    apply: () => plan && apply.mutate(plan),
  };
}
