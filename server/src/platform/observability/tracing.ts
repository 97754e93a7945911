/**
 * Traces in OpenTelemetry's terms: requests, transactions, jobs and Stripe's answers are spans. Without a collector
 * (OTEL_EXPORTER_OTLP_ENDPOINT) the API of OpenTelemetry does nothing, at the cost of a few function calls.
 */
import { type Attributes, context, propagation, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('holdfast');

/** Runs `work` in a span; what it throws is recorded and thrown on. */
export function traced<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The same as a part of the trace that a caller of ours began, by its `traceparent` header. */
export function tracedFrom<T>(
  headers: object,
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return context.with(propagation.extract(context.active(), headers), () => traced(name, attributes, work));
}

/** Adds a span of something that is over. @param ms how long it took, until now */
export function tracePast(name: string, attributes: Attributes, ms: number): void {
  tracer.startSpan(name, { attributes, startTime: Date.now() - ms }).end();
}

/**
 * Begins to export the spans of this process.
 * @param endpoint of a collector, such as http://localhost:4318
 * @returns what sends the last spans and ends it
 */
export async function openTracing(endpoint: string, role: string): Promise<() => Promise<void>> {
  // Nobody pays for the libraries who doesn't use them.
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'holdfast',
      'service.instance.id': `${role}-${process.pid}`,
    }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })),
    ],
  });
  provider.register();
  return () => provider.shutdown();
}
