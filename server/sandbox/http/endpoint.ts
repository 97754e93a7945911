import { z } from 'zod';
import type { Operation } from '../faults.ts';
import type { Work } from '../gateway.ts';

/** One authenticated request, with its validated parameters. */
export interface Call<P> extends Work {
  /** The id in the path, or empty. */
  id: string;
  params: P;
  /** Whether it was authenticated with the publishable key. */
  isPublishable: boolean;
}

/** How an endpoint differs from the others. */
interface EndpointOptions {
  /** A browser may call it with the publishable key. */
  isPublishable?: true;
  /** Which operation it is for faults that name one. */
  operation?: Operation;
  /** Controls the sandbox: never delayed, failed or lost by faults. */
  isControl?: true;
  /** The body is JSON instead of a form. */
  isJson?: true;
}

/** One endpoint of the gateway; its parameters are validated before it runs. */
export interface Endpoint<S extends z.ZodType = z.ZodType> extends EndpointOptions {
  schema: S;
  run(call: Call<z.output<S>>): Promise<object> | object;
}

/** Endpoints by method and path, such as `GET /v1/refunds/:id`. */
export type Endpoints = Record<string, Endpoint>;

/** Declares an endpoint of Stripe's, whose parameters are a form or a query string. */
export const endpoint = <S extends z.ZodType>(
  schema: S,
  run: Endpoint<S>['run'],
  options: EndpointOptions = {},
): Endpoint<S> => ({ schema, run, ...options });

/** Declares one of the sandbox's own requests, which take JSON. */
export const control = <S extends z.ZodType>(schema: S, run: Endpoint<S>['run']): Endpoint<S> =>
  endpoint(schema, run, { isControl: true, isJson: true });

/** No parameters. */
export const nothing = z.strictObject({});
