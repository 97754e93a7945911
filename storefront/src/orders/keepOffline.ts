import { cacheName } from '@holdfast/shared/offlineOrders';
import type { KeptOrder } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { orderDataPath, orderPaths } from './offlineCache.ts';

/**
 * Keeps an order with its codes in this browser, so that it opens at the gate without a network. Only a browser that the server
 * has just shown the order to calls this; signing out, or an answer that the order isn't its own, removes it.
 */
export async function keepOffline(order: Reservation): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return;
  await navigator.serviceWorker.register('/sw.js');
  const cache = await caches.open(cacheName);
  // The page as it will be opened names every file that it needs: this one may have come to it from another page.
  const page = await (await fetch(`/orders/${order.id}`)).text();
  const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path as string);
  const data = orderDataPath(order.id);
  const kept: KeptOrder = { ...order, isKept: true };
  await cache.put(
    data,
    new Response(JSON.stringify(kept), { headers: { 'content-type': 'application/json' } }),
  );
  const paths = new Set(['/favicon.svg', ...files, ...orderPaths(order).filter((path) => path !== data)]);
  // One that fails doesn't keep the others from being kept.
  await Promise.allSettled([...paths].map((path) => cache.add(path)));
}
