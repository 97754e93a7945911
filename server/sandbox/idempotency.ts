import { createHash } from 'node:crypto';
import { ApiError, invalidRequest } from './errors.ts';
import { type Gateway, newRecord } from './gateway.ts';

/** A response before it is sent. */
export interface Reply {
  status: number;
  text: string;
  /** The request id of the first response when this is a replay of it. */
  replayOf: string | null;
}

/** The result of one attempt, and whether a repeat gets the same. */
export interface Outcome {
  status: number;
  text: string;
  remembered: boolean;
}

/** A request with its idempotency key. */
export interface KeyedRequest {
  key: string;
  method: string;
  path: string;
  body: string;
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
  once(request: KeyedRequest, work: () => Promise<Outcome>): Promise<Reply>;
  /** The request with this key has its response. */
  release(key: string): void;
}

const hashOf = ({ method, path, body }: KeyedRequest) =>
  createHash('sha1').update(`${method} ${path}\n${body}`).digest('base64');

/** Creates the idempotency of one gateway. */
export function createIdempotency(gateway: Gateway): Idempotency {
  const inFlight = new Set<string>();
  return {
    async once(request, work) {
      const { key, requestId } = request;
      if (key.length > 255) throw invalidRequest('Idempotency keys are at most 255 characters long');
      if (inFlight.has(key)) {
        throw new ApiError(409, {
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
        });
      }
      inFlight.add(key);
      try {
        const requestHash = hashOf(request);
        const id = `answer ${key}`;
        const first = await gateway.store.findAnswer(id);
        if (first !== undefined) {
          if (first.requestHash !== requestHash) {
            throw new ApiError(400, {
              type: 'idempotency_error',
              message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
            });
          }
          return { status: first.status, text: first.text, replayOf: first.requestId };
        }
        const { status, text, remembered } = await work();
        if (remembered) {
          gateway.store.change({
            ...newRecord(gateway),
            kind: 'answer',
            id,
            requestHash,
            requestId,
            status,
            text,
          });
        }
        return { status, text, replayOf: null };
      } catch (error) {
        inFlight.delete(key);
        throw error;
      }
    },
    release: (key) => void inFlight.delete(key),
  };
}
