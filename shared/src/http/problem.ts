/** Problem details (RFC 9457) with stable codes. Every refusal that the API answers with is listed here. */
import { z } from 'zod';

/** Maps each code to its HTTP status and its title for people. Codes are stable; titles may be reworded. */
export const problems = {
  validation_failed: { status: 422, title: 'Some fields are not valid' },
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body has a type that is not accepted here' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This method is not allowed here' },
  sign_in_required: { status: 401, title: 'Sign in first' },
  sign_in_failed: { status: 401, title: 'Email or password is wrong' },
  second_factor_required: { status: 401, title: 'A code of your app is needed' },
  second_factor_missing: { status: 403, title: 'Set up a second factor first' },
  fresh_proof_required: { status: 403, title: 'Show that it is you' },
  api_key_invalid: { status: 401, title: 'The API key opens nothing' },
  scope_missing: { status: 403, title: 'The API key may not do this' },
  forbidden: { status: 403, title: 'You may not do this' },
  forged_request: { status: 403, title: 'The request came from another site' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Out of reach for a moment' },
  overloaded: { status: 503, title: 'Too many requests right now' },
  internal_error: { status: 500, title: 'Server error' },
  idempotency_key_missing: { status: 400, title: 'An Idempotency-Key header is needed' },
  idempotency_key_reused: { status: 409, title: 'This Idempotency-Key was used with another body' },
  transition_refused: { status: 409, title: 'That is not possible in this state' },
  version_conflict: { status: 409, title: 'Somebody changed this since you opened it' },
  sold_out: { status: 409, title: 'These tickets are gone' },
  partly_available: { status: 409, title: 'Only some are still available' },
  price_changed: { status: 409, title: 'The price changed' },
  quantity_not_allowed: { status: 422, title: 'This quantity cannot be sold' },
  ticket_limit: { status: 422, title: 'More tickets than one fan may hold' },
  charge_limit: { status: 422, title: 'More or less than one payment can be' },
  too_many_holds: { status: 429, title: 'Too many holds' },
  captcha_required: { status: 403, title: 'Show that you are a person' },
  buyer_blocked: { status: 403, title: 'We can’t take this order' },
  already_blocked: { status: 409, title: 'This is blocked already' },
  hold_open: { status: 409, title: 'You already hold tickets' },
  hold_expired: { status: 409, title: 'The hold is over' },
  event_canceled: { status: 409, title: 'This event was canceled' },
  event_postponed: { status: 409, title: 'This event was postponed' },
  event_started: { status: 409, title: 'The sale of this event is over' },
  not_on_sale: { status: 409, title: 'This is not on sale' },
  different_events: { status: 422, title: 'One hold is for one event' },
  payment_under_way: { status: 409, title: 'A payment is under way' },
  confirmation_token_invalid: { status: 422, title: 'The card details could not be used' },
  webhook_signature_invalid: { status: 400, title: 'The signature does not match' },
  same_seats: { status: 409, title: 'These seats are already listed' },
  too_many_listings: { status: 422, title: 'Too many listings for one run' },
  too_many_rows: { status: 422, title: 'Too many rows for one file' },
  preview_expired: { status: 409, title: 'This preview is too old' },
  nothing_to_do: { status: 409, title: 'There is nothing to do' },
  tax_exists: { status: 409, title: 'This place already has a tax of this name' },
  cap_exists: { status: 409, title: 'This place already has a cap' },
  view_exists: { status: 409, title: 'You already have a view with this name' },
  file_not_recognized: { status: 422, title: 'The file has a format that we do not know' },
  same_file: { status: 409, title: 'This file was uploaded before' },
  run_under_way: { status: 409, title: 'A run of this feed is under way' },
  feed_not_connected: { status: 409, title: 'This feed is not connected' },
  already_decided: { status: 409, title: 'This is already decided' },
  overlapping_percentages: { status: 409, title: 'Two rules would be in force at once' },
  proof_refused: { status: 409, title: 'That isn’t this payment' },
  link_ended: { status: 410, title: 'This link opens nothing any more' },
  second_person_needed: { status: 409, title: 'A second person must approve this' },
  approval_waits: { status: 409, title: 'A second person is asked already' },
  four_eyes: { status: 403, title: 'A second person must do this' },
} as const satisfies Record<string, { status: number; title: string }>;
/** A stable code of a refusal. */
export type ProblemCode = keyof typeof problems;

/** One refused field, with a stable code and a message that names the remedy. */
export const fieldProblem = z
  .object({
    field: z
      .string()
      .meta({ description: 'Path of the field, dots between the parts', example: 'items.0.quantity' }),
    code: z.string().meta({ example: 'too_big' }),
    message: z.string().meta({ description: 'What is wrong and the remedy' }),
  })
  .meta({ id: 'FieldProblem' });
/** One refused field. */
export type FieldProblem = z.infer<typeof fieldProblem>;

/** The body of every error response, `application/problem+json`. Extra members depend on the code. */
export const problemDetails = z
  .looseObject({
    type: z
      .string()
      .meta({ description: 'A URI that names the code', example: '/api/docs#problem-sold_out' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().optional().meta({ description: 'What happened, for a person' }),
    requestId: z.string().optional(),
    errors: z.array(fieldProblem).optional().meta({ description: 'Every field that was refused' }),
    accepts: z
      .array(z.string())
      .optional()
      .meta({ description: 'With transition_refused: the messages that the state accepts' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
/** The body of an error response. */
export type ProblemDetails = z.infer<typeof problemDetails>;
