/** The API client of both front ends. It has no dependencies, so that it costs the storefront no bytes of zod. */
export { ApiProblem, NoAnswer } from './errors.ts';
export { follow } from './follow.ts';
export { newIdempotencyKey } from './idempotencyKey.ts';
export { type RequestOptions, request } from './request.ts';
