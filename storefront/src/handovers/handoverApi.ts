/** The endpoints of handovers as the browser calls them. Each throws what `request` throws. */
import type { Handover, Sending, SendTickets } from '@holdfast/shared/handovers';
import { request } from '../api/request.ts';

const ofOrder = (orderId: string) => `/api/reservations/${encodeURIComponent(orderId)}/handovers`;
const answer = (verb: string, body: object) =>
  request<Handover>(`/api/handovers/${verb}`, { method: 'POST', body });

/** The endpoints. */
export const handoverApi = {
  own: async () => (await request<{ data: Handover[] }>('/api/handovers')).data,
  sending: (orderId: string) => request<Sending>(ofOrder(orderId)),
  send: (orderId: string, body: SendTickets) => request<Sending>(ofOrder(orderId), { method: 'POST', body }),
  takeBack: (orderId: string, handoverId: string) =>
    request<Sending>(`${ofOrder(orderId)}/take-back`, { method: 'POST', body: { handoverId } }),
  open: (token: string) => answer('open', { token }),
  accept: (token: string) => answer('accept', { token }),
  decline: (token: string) => answer('decline', { token }),
  sendOn: (token: string, body: SendTickets) => answer('send', { token, ...body }),
  takeBackSentOn: (token: string, handoverId: string) => answer('take-back', { token, handoverId }),
};
