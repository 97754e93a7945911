/** The cache of the service worker, `public/sw.js`. */
export const cacheName = 'holdfast-orders';

/** Removes every order that was kept for use without a network. */
export async function forgetOfflineOrders(): Promise<void> {
  if ('caches' in window) await caches.delete(cacheName).catch(() => false);
}

/** Removes one order: the server no longer shows it to this browser. */
export async function forgetOfflineOrder(id: string): Promise<void> {
  if (!('caches' in window)) return;
  const cache = await caches.open(cacheName).catch(() => null);
  await cache?.delete(`/api/reservations/${id}`);
}
