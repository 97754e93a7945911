/** Deliveries: how what was sold reaches its fan, as fans, consignors and staff read and change it. */
import { z } from 'zod';
import { ownerFilter } from '../accounts/contract.ts';
import { afterPlace, idOf, instant, listQuery, listWithNext } from '../http/index.ts';
import { consignedWay, deliveryWay, failureFault, refusalCause } from './schemas.ts';

/** The states of a delivery. `delivery.machine.ts` defines the transitions. */
export const deliveryStates = [
  'waiting',
  'due',
  'overdue',
  'sent',
  'received',
  'refused',
  'failed',
  'replaced',
  'refunded',
] as const;
/** One state, validated. */
export const deliveryState = z.enum(deliveryStates).meta({ id: 'DeliveryState' });
/** One state of a delivery. */
export type DeliveryState = z.infer<typeof deliveryState>;

/** A file of a delivery, without its bytes. */
export const deliveryFile = z
  .object({
    id: idOf('deliveryFile'),
    name: z.string(),
    mediaType: z.enum(['application/pdf', 'image/png', 'image/jpeg']),
    bytes: z.int(),
    ticketId: idOf('ticket')
      .nullable()
      .meta({ description: 'The ticket that it is; null: it is for all of them' }),
  })
  .meta({ id: 'DeliveryFile' });
/** A file of a delivery. */
export type DeliveryFile = z.infer<typeof deliveryFile>;

const barcode = z.object({ ticketId: idOf('ticket'), code: z.string() });

/** What its fan knows of a delivery. */
export const fanDelivery = z
  .object({
    id: idOf('delivery'),
    way: deliveryWay,
    state: deliveryState,
    dueBy: instant.nullable().meta({ description: 'Until when it is to be sent; null: not known yet' }),
    inHandAt: instant.nullable(),
    sentAt: instant.nullable(),
    receivedAt: instant.nullable(),
    receivedBy: z.enum(['fan', 'staff', 'silence', 'atOnce', 'before']).nullable(),
    reference: z
      .string()
      .nullable()
      .meta({ description: 'Number of the transfer or of the shipment, once it is sent' }),
    note: z.string().nullable().meta({ description: 'What the fan has to know or do' }),
    files: z.array(deliveryFile).meta({ description: 'To download, once it is sent' }),
    barcodes: z.array(barcode).meta({ description: 'By ticket, once it is sent' }),
    mayReceive: z.boolean(),
    mayRefuse: z.boolean(),
  })
  .meta({ id: 'FanDelivery' });
/** What its fan knows of a delivery. */
export type FanDelivery = z.infer<typeof fanDelivery>;

/** The fan can't accept it. */
export const refusal = z
  .object({
    cause: refusalCause,
    note: z
      .string()
      .trim()
      .max(500, 'At most 500 characters.')
      .nullable()
      .default(null)
      .transform((text) => text || null),
  })
  .meta({ id: 'DeliveryRefusal' });

const note = z
  .string()
  .trim()
  .max(500, 'At most 500 characters.')
  .nullable()
  .default(null)
  .transform((text) => text || null);

/** Marks a delivery as sent, with its proof. What is required depends on the way. */
export const deliveryProof = z
  .object({
    reference: z
      .string()
      .trim()
      .max(100, 'At most 100 characters.')
      .nullable()
      .default(null)
      .transform((text) => text || null)
      .meta({ description: 'The number of the transfer, or of the shipment' }),
    note: note.meta({ description: 'For the fan: where to pick them up, under which name' }),
    barcodes: z
      .array(
        z.object({
          ticketId: idOf('ticket'),
          code: z
            .string()
            .trim()
            .regex(/^[\x21-\x7e]{4,60}$/, 'Give the barcode’s 4 to 60 characters, without blanks.'),
        }),
      )
      .max(100)
      .default([]),
    version: z.int().min(1),
  })
  .meta({ id: 'DeliveryProof' });
/** Marks a delivery as sent, as a client sends it. */
export type DeliveryProof = z.input<typeof deliveryProof>;

/** Records that the fan has the tickets, by staff. */
export const receipt = z.object({ version: z.int().min(1) });

/** A delivery can't be made. */
export const failure = z
  .object({
    fault: failureFault,
    reason: z.string().trim().min(3, 'Say what happened.').max(500, 'At most 500 characters.'),
    version: z.int().min(1),
  })
  .meta({ id: 'DeliveryFailure' });
/** A consignor can't deliver. */
export const inability = failure.omit({ fault: true });

/** It comes in another way than it was sold. */
export const wayChange = z
  .object({
    way: consignedWay,
    reason: z.string().trim().min(3, 'Say why.').max(500, 'At most 500 characters.'),
    version: z.int().min(1),
  })
  .meta({ id: 'DeliveryWayChange' });

/** Which deliveries a list shows. */
export const deliveryQueues = ['toSend', 'overdue', 'problem', 'sent', 'received', 'over', 'all'] as const;
/** Which deliveries a list shows. */
export type DeliveryQueue = (typeof deliveryQueues)[number];

/** The list of deliveries; the most urgent first unless asked otherwise. */
export const deliveryQuery = listQuery(
  ['dueBy', 'startsAt', 'sentAt'],
  {
    queue: z.enum(deliveryQueues).default('toSend').meta({
      description:
        'toSend: somebody has to send tickets; overdue: not sent in time; problem: the fan can’t accept them, or they can’t be delivered; over: replaced by other tickets, or the order was refunded',
    }),
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: 'Part of the order code, event, consignor or email' }),
    consignorId: idOf('consignor').optional(),
    eventId: idOf('event').optional(),
    owner: ownerFilter,
    ...afterPlace,
  },
  { order: 'asc' },
);

/** One delivery in a list of staff. */
export const deliverySummary = z
  .object({
    id: idOf('delivery'),
    state: deliveryState,
    version: z.int(),
    way: deliveryWay,
    order: z.object({ id: idOf('reservation'), code: z.string() }),
    event: z.object({
      id: idOf('event'),
      name: z.string(),
      shortName: z.string().meta({ example: 'Bills at Steelers' }),
      startsAt: instant,
      timeTbd: z.boolean(),
      status: z.string(),
      timeZone: z.string(),
    }),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    listingId: idOf('listing'),
    places: z.string().meta({ example: '112 / F / 5–6' }),
    quantity: z.int(),
    dueBy: instant.nullable(),
    inHandAt: instant.nullable(),
    sentAt: instant.nullable(),
    receivedAt: instant.nullable(),
    refusal: refusalCause.nullable(),
    owner: z.object({ id: idOf('person'), name: z.string() }).nullable(),
  })
  .meta({ id: 'DeliverySummary' });
/** One delivery in a list of staff. */
export type DeliverySummary = z.infer<typeof deliverySummary>;
/** One page of deliveries. */
export const deliveryList = listWithNext(deliverySummary);

const otherDelivery = z.object({ id: idOf('delivery'), places: z.string(), consignor: z.string() });

/** A step that a person can take with a delivery now. */
export const deliverySteps = ['send', 'receive', 'fail', 'changeWay', 'replace'] as const;

/** One delivery with all that is needed to make it. */
export const deliveryDetail = deliverySummary
  .extend({
    recipient: z
      .string()
      .nullable()
      .meta({ description: 'The address to which tickets are transferred: the order’s email' }),
    tickets: z.array(z.object({ id: idOf('ticket'), label: z.string(), barcode: z.string().nullable() })),
    reference: z.string().nullable(),
    note: z.string().nullable(),
    files: z.array(
      deliveryFile.extend({
        isProof: z.boolean().meta({ description: 'A picture that proves it; fans don’t see it' }),
      }),
    ),
    fanNote: z.string().nullable().meta({ description: 'The fan’s own words to a refusal' }),
    failure: z.object({ fault: failureFault, reason: z.string().nullable() }).nullable(),
    replaces: otherDelivery
      .nullable()
      .meta({ description: 'The delivery in whose place it is; null: it was sold so' }),
    replacedBy: otherDelivery.nullable().meta({ description: 'What the fan got in its place' }),
    accessPackageId: idOf('package').nullable().meta({
      description: 'The season package whose access data opens the consignor’s account; null: none is kept',
    }),
    accepts: z.array(z.enum(deliverySteps)),
    timeline: z.array(z.object({ at: instant, text: z.string(), by: z.string() })),
  })
  .meta({ id: 'DeliveryDetail' });
/** One delivery with all that is needed to make it. */
export type DeliveryDetail = z.infer<typeof deliveryDetail>;

/** A consignor’s deliveries: what is to send first. */
export const ownDeliveryQuery = listQuery(['dueBy'], {
  queue: z.enum(['toSend', 'sent', 'problem']).default('toSend'),
});
/** One delivery as its consignor reads it. */
export const ownDelivery = deliveryDetail
  .omit({ owner: true, accessPackageId: true, timeline: true, order: true, replaces: true, replacedBy: true })
  .extend({ orderCode: z.string() })
  .meta({ id: 'OwnDelivery' });
/** One delivery as its consignor reads it. */
export type OwnDelivery = z.infer<typeof ownDelivery>;
/** A consignor's deliveries, with how many wait in each queue. */
export const ownDeliveries = z.object({
  data: z.array(ownDelivery),
  total: z.int(),
  counts: z.object({ toSend: z.int(), sent: z.int(), problem: z.int() }),
});
/** A consignor's deliveries. */
export type OwnDeliveries = z.infer<typeof ownDeliveries>;
