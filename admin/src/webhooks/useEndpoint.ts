/** One endpoint with its log: what a person does with it, and which webhook is open. */
import type {
  EndpointWithSecret,
  WebhookDetail,
  WebhookEndpoint,
  WebhookList,
} from '@holdfast/shared/webhookEndpoints';
import { webhookStates } from '@holdfast/shared/webhookEndpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import { call } from '../dataProvider/index.ts';

/** Milliseconds: webhooks come and go by themselves. */
const readEveryMs = 3_000;
const perPage = 50;

/** What stands beside the log. */
export type OpenPanel = 'change' | 'enable' | 'rotate' | 'remove' | { secret: string };

/** @param id of the endpoint */
export function useEndpoint(id: string) {
  const at = `/admin/webhook-endpoints/${id}`;
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const state = webhookStates.find((each) => each === address.get('state')) ?? '';
  const pageNumber = Math.max(1, Number(address.get('page')) || 1);
  const webhookId = address.get('webhook');
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const read = { refetchInterval: readEveryMs };
  const endpoint = useQuery({
    ...read,
    queryKey: ['webhookEndpoint', id],
    queryFn: () => call<WebhookEndpoint>(at),
  });
  const query = new URLSearchParams({ endpoint: id, page: String(pageNumber), perPage: String(perPage) });
  if (state) query.set('state', state);
  const log = useQuery({
    ...read,
    queryKey: ['webhooks', query.toString()],
    queryFn: () => call<WebhookList>(`/admin/webhooks?${query}`),
  });
  const webhook = useQuery({
    ...read,
    queryKey: ['webhook', webhookId],
    queryFn: () => call<WebhookDetail>(`/admin/webhooks/${webhookId}`),
    enabled: webhookId !== null,
  });
  const go = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(changes))
      if (value === null) next.delete(name);
      else next.set(name, value);
    setAddress(next, { replace: true });
  };
  return {
    endpoint: endpoint.data,
    error: endpoint.data === undefined ? endpoint.error : log.data === undefined ? log.error : null,
    readAgain: () => void queries.invalidateQueries(),
    log: log.data,
    state,
    page: pageNumber,
    pages: Math.max(1, Math.ceil((log.data?.total ?? 0) / perPage)),
    setPage: (page: number) => go({ page: page === 1 ? null : String(page) }),
    webhookId,
    webhook: webhook.data,
    webhookError: webhook.data === undefined ? webhook.error : null,
    openWebhook: (open: string | null) => {
      setPanel(null);
      go({ webhook: open });
    },
    panel,
    setPanel: (open: OpenPanel | null) => {
      if (open !== null) go({ webhook: null });
      setPanel(open);
    },
    ...useEndpointActions(at, {
      done: () => setPanel(null),
      rotated: (secret) => setPanel({ secret }),
      sent: (sent) => go({ webhook: sent.id, state: null, page: null }),
    }),
  };
}

/** What the page of an endpoint reads and does. */
export type EndpointWork = ReturnType<typeof useEndpoint>;

function useEndpointActions(
  at: string,
  {
    done,
    rotated,
    sent,
  }: { done: () => void; rotated: (secret: string) => void; sent: (webhook: WebhookDetail) => void },
) {
  const notify = useNotify();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries();
  const onError = (error: Error) => notify(error.message, { type: 'error' });
  const say = (text: string) => notify(text, { type: 'success' });
  const test = useMutation({
    mutationFn: () => call<WebhookDetail>(`${at}/test`, { method: 'POST' }),
    onSuccess: sent,
    onError,
    onSettled,
  });
  const replay = useMutation({
    mutationFn: (id: string) => call<WebhookDetail>(`/admin/webhooks/${id}/replay`, { method: 'POST' }),
    onSuccess: () => say('It is sent again.'),
    onError,
    onSettled,
  });
  const disable = useMutation({
    mutationFn: () => call(`${at}/disable`, { method: 'POST' }),
    onSuccess: () => say('Nothing is sent to it any more.'),
    onError,
    onSettled,
  });
  const enable = useMutation({
    mutationFn: (from: 'stopped' | 'now') => call(`${at}/enable`, { method: 'POST', body: { from } }),
    onSuccess: () => {
      say('It is told again.');
      done();
    },
    onError,
    onSettled,
  });
  const rotate = useMutation({
    mutationFn: () => call<EndpointWithSecret>(`${at}/rotate-secret`, { method: 'POST' }),
    onSuccess: ({ secret }) => rotated(secret),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: () => call(at, { method: 'DELETE' }),
    onSuccess: () => {
      say('The endpoint is removed.');
      navigate('/webhooks');
    },
  });
  return { test, replay, disable, enable, rotate, remove };
}
