/** Endpoints that are told what changes, and which panel is open: a new one, or the secret of one that was just made. */
import type { EndpointWithSecret, WebhookEndpointList } from '@holdfast/shared/webhookEndpoints';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../dataProvider/index.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';

/** Milliseconds: webhooks come and go by themselves. */
const readEveryMs = 15_000;

/** The endpoints with what one can be told of. */
export function useEndpointList() {
  const list = useQuery({
    queryKey: ['webhookEndpoints'],
    queryFn: () => call<WebhookEndpointList>('/admin/webhook-endpoints'),
    refetchInterval: readEveryMs,
  });
  return {
    list: list.data,
    error: list.data === undefined ? list.error : null,
    readAgain: () => void list.refetch(),
  };
}

export function useEndpoints() {
  const page = useEndpointList();
  const [open, setOpen] = useState<'new' | EndpointWithSecret | null>(null);
  const add = () => setOpen('new');
  useShortcuts(open === null ? [{ keys: 'n', does: 'new endpoint', run: add }] : []);
  return { ...page, open, add, leave: () => setOpen(null), show: setOpen };
}
