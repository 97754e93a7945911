/** Webhooks: endpoints of other companies that are told what changes, each message signed, and the log of what was sent and answered. */
import { z } from 'zod';
import { change, changeSubjects } from '../changes/index.ts';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';

/** How many days the log is kept. */
export const webhookLogDays = 30;

/** Where a webhook stands. */
export const webhookStates = ['sending', 'pausing', 'taken', 'failed', 'dropped'] as const;
/** Where a webhook stands. */
export type WebhookState = (typeof webhookStates)[number];

/** A type of what is told: of everything that happens to a kind of thing, or of its coming into one state. */
export const webhookType = z
  .string()
  .max(80)
  .regex(
    new RegExp(`^(${changeSubjects.join('|')})\\.(\\*|[A-Za-z]+(\\.[A-Za-z]+)*)$`),
    'Use a kind and a state, such as reservation.paid, or listing.* for all of its states.',
  )
  .meta({ example: 'reservation.paid' });

const address = z
  .url({ error: 'Give a whole address, such as https://example.com/holdfast.', abort: true })
  .max(500)
  .refine((text) => {
    const url = URL.parse(text);
    return (
      url !== null && ['https:', 'http:'].includes(url.protocol) && url.username === '' && url.hash === ''
    );
  }, 'Use an https address without a name, a password or a part after #.')
  .meta({ example: 'https://example.com/holdfast' });

const content = {
  url: address,
  name: z.string().trim().min(1, 'Say who is told.').max(80),
  types: z
    .array(webhookType)
    .min(1, 'Choose what it is told of.')
    .max(100)
    .refine((types) => new Set(types).size === types.length, 'Name each type once.'),
  seesPeople: z.boolean().default(false).meta({
    description: 'Who did it and why is told too; never to a consignor’s endpoint',
  }),
};

/** Asks for a new endpoint. */
export const newWebhookEndpoint = z.object({
  ...content,
  consignorId: idOf('consignor').nullable().default(null).meta({
    description: 'It is told of this consignor’s own alone: listings, deliveries and payouts; null: of all',
  }),
});
/** Asks for a new endpoint. */
export type NewWebhookEndpoint = z.output<typeof newWebhookEndpoint>;

/** Changes an endpoint. */
export const webhookEndpointChange = z.object({ ...content, version: z.int().min(1) });
/** Changes an endpoint. */
export type WebhookEndpointChange = z.output<typeof webhookEndpointChange>;

/** From where an endpoint goes on. */
export const webhookEnabling = z.object({
  from: z.enum(['stopped', 'now']).meta({
    description:
      'stopped: it is told of what changed since it was disabled too; now: of what changes from now on',
  }),
});

/** An endpoint, without its secret. */
export const webhookEndpoint = z
  .object({
    id: idOf('webhookEndpoint'),
    name: z.string(),
    url: z.string(),
    types: z.array(z.string()),
    seesPeople: z.boolean(),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }).nullable(),
    version: z.int(),
    state: z.enum(['enabled', 'closed', 'gone', 'disabled']).meta({
      description:
        'closed: its consignor was deactivated; gone: it answered 410, so nothing is sent to it any more; disabled: by a person',
    }),
    disabledAt: instant.nullable(),
    createdAt: instant,
    secretRotatedAt: instant
      .nullable()
      .meta({ description: 'The secret of before signs too for a day after it' }),
    waiting: z.int().meta({ description: 'Webhooks that it hasn’t taken yet' }),
    failed: z.int().meta({ description: 'Those of the last 30 days that it never took' }),
    lastTakenAt: instant.nullable(),
  })
  .meta({ id: 'WebhookEndpoint' });
/** An endpoint, without its secret. */
export type WebhookEndpoint = z.infer<typeof webhookEndpoint>;

/** All endpoints by name, and every type that one can be told of. */
export const webhookEndpointList = listOf(webhookEndpoint).extend({
  subjects: z
    .array(z.object({ subject: z.enum(changeSubjects), states: z.array(z.string()) }))
    .meta({ description: 'Kinds of things and their states' }),
});
/** All endpoints. */
export type WebhookEndpointList = z.infer<typeof webhookEndpointList>;

/** An endpoint with its secret, which is answered once. */
export const endpointWithSecret = webhookEndpoint
  .extend({
    secret: z.string().meta({
      description: 'By which the endpoint knows our signature. It is answered this once',
      example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    }),
  })
  .meta({ id: 'WebhookEndpointWithSecret' });
/** An endpoint with its secret. */
export type EndpointWithSecret = z.infer<typeof endpointWithSecret>;

/** What an endpoint gets as the body. `data` is the change; a test has none. */
export const webhookBody = z
  .object({ type: z.string(), timestamp: instant, data: change.or(z.object({})) })
  .meta({ id: 'WebhookBody' });

/** A webhook in the log. */
export const webhook = z
  .object({
    id: idOf('webhook').meta({ description: 'The header webhook-id: the same at each try' }),
    endpointId: idOf('webhookEndpoint'),
    type: z.string(),
    subjectId: z.string().nullable().meta({ description: 'What changed; null: a test' }),
    state: z.enum(webhookStates),
    version: z.int(),
    tries: z.int(),
    createdAt: instant,
    lastStatus: z.int().nullable().meta({ description: 'Of the newest answer; null: none came' }),
    lastError: z.string().nullable().meta({ description: 'Why the newest try had no answer' }),
    nextTryAt: instant.nullable(),
  })
  .meta({ id: 'Webhook' });
/** A webhook in the log. */
export type Webhook = z.infer<typeof webhook>;

/** One try: what was sent, and what came back. */
export const webhookAttempt = z
  .object({
    at: instant,
    ms: z.int().meta({ description: 'How long it took' }),
    requestHeaders: z.record(z.string(), z.string()),
    status: z.int().nullable().meta({ description: 'null: no answer came' }),
    answerHeaders: z.record(z.string(), z.string()).nullable(),
    answer: z.string().nullable().meta({ description: 'Its first 4 kB' }),
    error: z.string().nullable(),
  })
  .meta({ id: 'WebhookAttempt' });
/** One try. */
export type WebhookAttempt = z.infer<typeof webhookAttempt>;

/** A webhook with all that was sent and answered, the newest try first. */
export const webhookDetail = webhook
  .extend({ url: z.string(), endpointName: z.string(), body: z.string(), attempts: z.array(webhookAttempt) })
  .meta({ id: 'WebhookDetail' });
/** A webhook with all that was sent and answered. */
export type WebhookDetail = z.infer<typeof webhookDetail>;

/** The query of an endpoint's log, newest first. */
export const webhookQuery = listQuery(
  ['createdAt'],
  { endpoint: idOf('webhookEndpoint'), state: z.enum(webhookStates).optional() },
  { order: 'desc' },
);
/** A page of an endpoint's log. */
export const webhookList = listOf(webhook);
/** A page of an endpoint's log. */
export type WebhookList = z.infer<typeof webhookList>;
