import { cacheName } from '@holdfast/shared/offlineOrders';

/** Removes one order: the server no longer shows it to this browser. */
export async function forgetOfflineOrder(id: string): Promise<void> {
  if (!('caches' in window)) return;
  const cache = await caches.open(cacheName).catch(() => null);
  await cache?.delete(`/api/reservations/${id}`);
}
