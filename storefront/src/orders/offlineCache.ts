import { cacheName } from '@holdfast/shared/offlineOrders';
import type { Reservation } from '@holdfast/shared/reservations';
import { qrPath } from '../api/api.ts';

/** The address of an order's data. */
export const orderDataPath = (id: string) => `/api/reservations/${id}`;

/** What the cache has of one order alone: its page, its data, and the codes of its tickets. */
export const orderPaths = ({ id, items }: Pick<Reservation, 'id' | 'items'>): string[] => [
  `/orders/${id}`,
  orderDataPath(id),
  ...items.flatMap(({ tickets }) => tickets.flatMap(({ code }) => (code === null ? [] : [qrPath(code)]))),
];

/** Removes one order with its page and its codes: the server no longer shows it to this browser, or it opens no gate. */
export async function forgetOfflineOrder(id: string): Promise<void> {
  if (!('caches' in window) || !(await caches.has(cacheName).catch(() => false))) return;
  const cache = await caches.open(cacheName);
  const kept = await cache.match(orderDataPath(id));
  const order: Pick<Reservation, 'id' | 'items'> = kept
    ? ((await kept.json()) as Reservation)
    : { id, items: [] };
  await Promise.all(orderPaths(order).map((path) => cache.delete(path, { ignoreVary: true })));
}
