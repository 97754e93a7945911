import { z } from 'zod';
import type { Operation } from '../faults.ts';
import type { Cause, Gateway } from '../gateway.ts';
import { parseForm, readJson, readParams } from './params.ts';

/** One authenticated request, with its validated parameters. */
export interface Call<P> {
  gateway: Gateway;
  /** The id in the path, or empty. */
  id: string;
  params: P;
  /** Whether it was authenticated with the publishable key. */
  isPublishable: boolean;
  cause: Cause;
}

/** A request before its parameters are read. */
export interface RawCall extends Omit<Call<unknown>, 'params'> {
  method: string;
  query: string;
  body: string;
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

/** One endpoint of the gateway. */
export interface Endpoint extends EndpointOptions {
  answer(call: RawCall): Promise<object>;
}

/** Endpoints by method and path, such as `GET /v1/refunds/:id`. */
export type Endpoints = Record<string, Endpoint>;

/** Declares an endpoint: its parameters are validated before it runs. */
export function endpoint<S extends z.ZodType>(
  schema: S,
  run: (call: Call<z.output<S>>) => Promise<object> | object,
  options: EndpointOptions = {},
): Endpoint {
  return {
    ...options,
    async answer({ method, query, body, ...call }) {
      const params = options.isJson
        ? readJson(schema, body)
        : readParams(schema, parseForm(method === 'POST' ? body : query));
      return run({ ...call, params });
    },
  };
}

/** No parameters. */
export const nothing = z.strictObject({});
