/** Traces of a running marketplace, as a collector gets them (OTLP over HTTP, JSON). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { buildListing } from '../../../test/factories/listings.ts';
import { Fan } from '../../../test/fan.ts';
import { startTestApp } from '../../../test/runningApp.ts';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
}
interface Sent {
  resourceSpans: Array<{ scopeSpans: Array<{ spans: Span[] }> }>;
}

it('requests, their transactions, jobs and Stripe’s answers are spans that hang together', async () => {
  const spans: Span[] = [];
  const collector = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as Sent;
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)));
    response.end('{}');
  });
  await new Promise<void>((resolve) => {
    collector.listen(0, '127.0.0.1', resolve);
  });
  const { port } = collector.address() as AddressInfo;
  const app = await startTestApp({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
  const { id } = await buildListing(app.context);
  const fan = new Fan(app);
  await fan.buy(id, 1);
  const [trace, parent] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  await fan.ask('GET', `/listings/${id}/nothing`, undefined, { traceparent: `00-${trace}-${parent}-01` });
  await app.close();
  await new Promise((resolve) => collector.close(resolve));

  const named = (name: string) => spans.filter((span) => span.name === name);
  expect(named('POST /api/reservations/:id/payments')).toHaveLength(1);
  const [stripe] = named('stripe');
  const [job] = spans.filter((span) => span.spanId === stripe?.parentSpanId);
  expect(job?.name).toMatch(/^job payments\./);
  const parents = new Set(named('transaction').map((span) => span.parentSpanId));
  expect(spans.some((span) => span.name.startsWith('job ') && parents.has(span.spanId))).toBe(true);
  expect(spans.filter(({ traceId }) => traceId === trace)).toMatchObject([
    { name: 'GET', parentSpanId: parent },
  ]);
});
