/*
 * Keeps bought tickets at hand without a network. It answers from its cache only when the network fails, and only what the
 * order page has put there (src/orders/keepOffline.ts): that page, its files, its data and its codes. Signing out empties it.
 */
const cacheName = 'holdfast-orders';
const kept =
  /^\/(orders\/[^/]+|assets\/.+|favicon\.svg|api\/reservations\/[^/]+|api\/tickets\/[^/]+\/qr\.svg)$/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || !kept.test(url.pathname)) return;
  event.respondWith(
    fetch(request).catch(async (error) => {
      const answer = await caches.match(url.pathname, { cacheName, ignoreVary: true });
      if (answer) return answer;
      throw error;
    }),
  );
});
