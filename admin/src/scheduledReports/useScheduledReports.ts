/** Reports that are emailed by themselves, which panel is open, and what is done without one. */
import type { ScheduledReport, ScheduledReportList } from '@holdfast/shared/scheduledReports';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useSearchParams } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';

const key = ['scheduledReports'];
const at = ({ id }: ScheduledReport) => `/admin/scheduled-reports/${id}`;

/** A report of the page of reports, which the address names, opens the panel of a new one. */
export function useScheduledReports() {
  const notify = useNotify();
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const list = useQuery({
    queryKey: key,
    queryFn: () => call<ScheduledReportList>('/admin/scheduled-reports'),
  });
  const [open, setOpen] = useState<'new' | ScheduledReport | null>(address.get('report') ? 'new' : null);
  const changed = () => void queries.invalidateQueries({ queryKey: key });
  const leave = () => {
    setOpen(null);
    if (address.size > 0) setAddress(new URLSearchParams(), { replace: true });
  };
  const failed = (error: Error) => notify(error.message, { type: 'error' });
  const send = useMutation({
    mutationFn: (report: ScheduledReport) => call(`${at(report)}/send`, { method: 'POST' }),
    onSuccess: (_, { name }) => notify(`“${name}” is on its way.`, { type: 'success' }),
    onError: failed,
    onSettled: changed,
  });
  const drop = useMutation({
    mutationFn: (report: ScheduledReport) => call(at(report), { method: 'DELETE' }),
    onSuccess: (_, { name }) => notify(`“${name}” isn’t emailed any more.`, { type: 'success' }),
    onError: failed,
    onSettled: changed,
  });
  const add = () => setOpen('new');
  useShortcuts(open === null ? [{ keys: 'n', does: 'new report by email', run: add }] : []);
  return {
    list: list.data,
    error: list.data === undefined ? list.error : null,
    readAgain: () => void list.refetch(),
    /** What the page of reports showed. */
    address,
    open,
    add,
    change: (report: ScheduledReport) => setOpen(report),
    leave,
    done() {
      leave();
      changed();
    },
    isBusy: send.isPending || drop.isPending,
    send: (report: ScheduledReport) => send.mutate(report),
    drop: (report: ScheduledReport) => drop.mutate(report),
  };
}
