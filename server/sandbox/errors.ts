/** The body of an error in Stripe's format: `{ error: { type, code, message, … } }`. */
export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
  fields?: Record<string, { code: string; message: string }>;
}

/** An error that the caller gets as JSON; any other thrown error becomes a 500. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  /** Whether a repeat with the same idempotency key gets this response: only when the work had begun. */
  readonly remembered: boolean;

  constructor(status: number, body: ErrorBody, remembered = false) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.remembered = remembered;
  }
}

const docUrl = (code: string) => `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}`;

/** 400: the parameters are invalid. Not remembered, because no work was begun. */
export function invalidRequest(message: string, param?: string, code?: string): ApiError {
  return new ApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code, doc_url: docUrl(code) }),
  });
}

/** 404 `resource_missing`. */
export function missing(what: string, id: string, param = 'id'): ApiError {
  return new ApiError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    doc_url: docUrl('resource_missing'),
    message: `No such ${what}: '${id}'`,
    param,
  });
}

/** 400: an object is in the wrong state; contains the payment intent, as Stripe's does. */
export function unexpectedState(code: string, message: string, paymentIntent?: unknown): ApiError {
  return new ApiError(
    400,
    {
      type: 'invalid_request_error',
      code,
      doc_url: docUrl(code),
      message,
      ...(paymentIntent === undefined ? {} : { payment_intent: paymentIntent }),
    },
    true,
  );
}

/** 402: the card was declined. Remembered, because the attempt took place. */
export function cardError(body: Omit<ErrorBody, 'type' | 'doc_url'> & { code: string }): ApiError {
  return new ApiError(402, { ...body, type: 'card_error', doc_url: docUrl(body.code) }, true);
}

/** 401: no key, a wrong one, or one without permission. */
export function unauthorized(message: string, code?: string): ApiError {
  return new ApiError(401, {
    type: 'invalid_request_error',
    message,
    ...(code === undefined ? {} : { code }),
  });
}
