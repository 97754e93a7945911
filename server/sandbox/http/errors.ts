/** The body of an error in Stripe's format: `{ error: { type, code, message, … } }`. */
export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string | undefined;
  decline_code?: string;
  param?: string | undefined;
  doc_url?: string;
  charge?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
  fields?: Record<string, { code: string; message: string }>;
}

/** The documentation of an error code. */
export const docUrl = (code: string): string =>
  `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}`;

/** An error that the caller gets as JSON; any other thrown error becomes a 500. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  /** Whether a repeat with the same idempotency key gets this response: only when the work had begun. */
  readonly remembered: boolean;

  constructor(status: number, body: ErrorBody, remembered = false) {
    super(body.message);
    this.status = status;
    this.body = body.code === undefined ? body : { ...body, doc_url: docUrl(body.code) };
    this.remembered = remembered;
  }
}

/** 400: the parameters are invalid. Not remembered, because no work was begun. */
export const invalidRequest = (message: string, param?: string, code?: string): ApiError =>
  new ApiError(400, { type: 'invalid_request_error', message, param, code });

/** 404 `resource_missing`. */
export const missing = (what: string, id: string, param = 'id'): ApiError =>
  new ApiError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param,
  });

/** 400: an object is in the wrong state; contains the payment intent, as Stripe's does. */
export const unexpectedState = (code: string, message: string, paymentIntent?: unknown): ApiError =>
  new ApiError(400, { type: 'invalid_request_error', code, message, payment_intent: paymentIntent }, true);

/** 401: no key, a wrong one, or one without permission. */
export const unauthorized = (message: string, code?: string): ApiError =>
  new ApiError(401, { type: 'invalid_request_error', message, code });
