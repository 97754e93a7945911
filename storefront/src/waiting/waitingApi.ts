/** The waiting list's endpoints as the browser calls them. Each throws what `request` throws. */
import type {
  JoinedWaitingList,
  JoinWaitingList,
  WaitingEntryShown,
  WaitingListState,
} from '@holdfast/shared/waitingLists';
import { request } from '../api/request.ts';

const listPath = (eventId: string) => `/api/events/${encodeURIComponent(eventId)}/waiting-list`;
const answer = <T = WaitingEntryShown>(verb: string, body: object) =>
  request<T>(`/api/waiting-list/${verb}`, { method: 'POST', body });

/** The endpoints. */
export const waitingApi = {
  list: (eventId: string) => request<WaitingListState>(listPath(eventId)),
  join: (eventId: string, body: JoinWaitingList) =>
    request<JoinedWaitingList>(listPath(eventId), { method: 'POST', body }),
  own: async () => (await request<{ data: WaitingEntryShown[] }>('/api/waiting-list')).data,
  open: (token: string) => answer('open', { token }),
  confirm: (token: string) => answer('confirm', { token }),
  change: (token: string, wish: { size: number; limitAmount: number | null }) =>
    answer('change', { token, ...wish }),
  stay: (token: string) => answer('stay', { token }),
  leave: (token: string) => answer('leave', { token }),
  decline: (token: string, offerId: string) => answer('decline', { token, offerId }),
  take: (token: string, offerId: string) => answer<{ reservationId: string }>('take', { token, offerId }),
};
