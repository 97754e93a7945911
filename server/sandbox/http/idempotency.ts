import { createHash } from 'node:crypto';
import { create, type Gateway } from '../gateway.ts';
import { ApiError, invalidRequest } from './errors.ts';

/** The result of one attempt, and whether a repeat gets the same. */
export interface Outcome {
  status: number;
  /** JSON. */
  text: string;
  isRemembered: boolean;
  /** The request id of the first response when this is a replay of it. */
  replayOf?: string;
}

/** A request with its idempotency key. */
export interface KeyedRequest {
  key: string;
  /** Method, path and body. */
  content: string;
  requestId: string;
}

/**
 * Executes a request once per idempotency key. The response is written in the batch of the change that it
 * reports, so a crash leaves both or neither. Keys are kept for a day. Source:
 * docs.stripe.com/api/idempotent_requests
 */
export interface Idempotency {
  /**
   * @throws ApiError 400 `idempotency_error` for a key with other parameters, 409 `idempotency_key_in_use` while the
   * first request with the key is being served
   */
  once(request: KeyedRequest, work: () => Promise<Outcome>): Promise<Outcome>;
  /** The request with this key has its response. */
  release(key: string): void;
}

const refuse = (status: number, message: string, code?: string) =>
  new ApiError(status, { type: 'idempotency_error', message, code });

/** Creates the idempotency of one gateway. */
export function createIdempotency(gateway: Gateway): Idempotency {
  const inFlight = new Set<string>();

  async function perform({ key, content, requestId }: KeyedRequest, work: () => Promise<Outcome>) {
    const requestHash = createHash('sha1').update(content).digest('base64');
    const id = `answer ${key}`;
    const first = await gateway.store.findAnswer(id);
    if (first !== undefined) {
      if (first.requestHash !== requestHash)
        throw refuse(
          400,
          `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        );
      return { status: first.status, text: first.text, isRemembered: true, replayOf: first.requestId };
    }
    const outcome = await work();
    const { status, text } = outcome;
    if (outcome.isRemembered) create(gateway, 'answer', { id, requestHash, requestId, status, text });
    return outcome;
  }

  return {
    async once(request, work) {
      const { key } = request;
      if (key.length > 255) throw invalidRequest('Idempotency keys are at most 255 characters long');
      if (inFlight.has(key))
        throw refuse(
          409,
          `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
          'idempotency_key_in_use',
        );
      inFlight.add(key);
      try {
        return await perform(request, work);
      } catch (error) {
        inFlight.delete(key);
        throw error;
      }
    },
    release: (key) => void inFlight.delete(key),
  };
}
