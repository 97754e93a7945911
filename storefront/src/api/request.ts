import { type RequestOptions, request as send } from '@holdfast/shared/apiClient';

/** Milliseconds. A fan isn't left waiting longer than this: a slower response counts as none. */
const timeoutMs = 20_000;

/**
 * Calls our own API, with the storefront's time limit.
 * @param path begins with /api
 * @throws ApiProblem when the server refused; NoAnswer when no complete response came
 */
export const request = <A>(path: string, options: RequestOptions = {}): Promise<A> =>
  send<A>(path, { timeoutMs, ...options });
