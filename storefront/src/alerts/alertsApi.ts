/** The endpoints of alerts as the browser calls them. Each throws what `request` throws. */
import type { AskedAlert, FanAlertShown, NewPriceAlert, NewSearchAlert } from '@holdfast/shared/fanAlerts';
import { request } from '../api/request.ts';

const answer = (verb: string, token: string) =>
  request<FanAlertShown>(`/api/fan-alerts/${verb}`, { method: 'POST', body: { token } });

/** The endpoints. */
export const alertsApi = {
  askPrice: (eventId: string, body: NewPriceAlert) =>
    request<AskedAlert>(`/api/events/${encodeURIComponent(eventId)}/price-alerts`, { method: 'POST', body }),
  askSearch: (body: NewSearchAlert) => request<AskedAlert>('/api/search-alerts', { method: 'POST', body }),
  own: async () => (await request<{ data: FanAlertShown[] }>('/api/fan-alerts')).data,
  open: (token: string) => answer('open', token),
  confirm: (token: string) => answer('confirm', token),
  stop: (token: string) => answer('stop', token),
};
