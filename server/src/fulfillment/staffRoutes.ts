/** Deliveries in the back office. */
import { ownerChoice } from '@holdfast/shared/accounts';
import {
  deliveryDetail,
  deliveryList,
  deliveryProof,
  deliveryQuery,
  deliveryRemedies,
  failure,
  receipt,
  refundInstead,
  replacement,
  wayChange,
} from '@holdfast/shared/deliveries';
import { idOf, idParam } from '@holdfast/shared/http';
import {
  assignDelivery,
  changeWay,
  failDelivery,
  readFile,
  receiveDelivery,
  removeFile,
} from '../deliveries/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  command,
  endpoint,
  principalOf,
  query,
  requireKey,
  runOnce,
} from '../platform/http/index.ts';
import { addTickets, readUploaded } from './addTickets.ts';
import { listDeliveries } from './listDeliveries.ts';
import { followAttention } from './needAttention.ts';
import { showRemedies } from './remedies.ts';
import { refundOrAsk, replaceOrAsk } from './secondPerson.ts';
import { sendKnownOnce } from './sendOnce.ts';
import { showDelivery } from './showDelivery.ts';
import { newDeliveryFile, readUpload, sendFile } from './uploads.ts';

const common = { tag: 'Admin: deliveries', roles: ['staff', 'support'] as const };
const params = idParam('delivery');
const fileParams = params.extend({ fileId: idOf('deliveryFile') });
const refusals = ['not_found', 'version_conflict', 'transition_refused', 'validation_failed'] as const;
const action = {
  ...common,
  method: 'post',
  params,
  idempotent: true,
  answer: deliveryDetail,
  problems: refusals,
} as const;

export function staffRoutes(app: AppContext): AnyEndpoint[] {
  return [...readingRoutes(app), ...actionRoutes(app), ...decisionRoutes(app), ...fileRoutes(app)];
}

function readingRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/deliveries',
      scopes: ['orders:read', 'people:read'],
      summary: 'Deliveries, the most urgent first',
      query: deliveryQuery,
      answer: deliveryList,
      run: (trx, { query, caller }) => listDeliveries(trx, engine, query, caller.personId),
    }),
    query({
      ...common,
      path: '/admin/deliveries/:id',
      scopes: ['orders:read', 'people:read'],
      params,
      summary: 'One delivery with all that is needed to make it',
      answer: deliveryDetail,
      problems: ['not_found'],
      run: (trx, { params }) => showDelivery(trx, engine, params.id),
    }),
  ];
}

function actionRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      ...action,
      path: '/admin/deliveries/:id/send',
      scopes: ['orders:write', 'people:read'],
      summary: 'Mark it as sent, with its proof: the fan sees it and gets an email',
      body: deliveryProof,
      async run(trx, { params: { id }, body, principal }) {
        await sendKnownOnce(trx, engine, id, body, principal);
        await followAttention(trx, engine, id);
        return showDelivery(trx, engine, id);
      },
    }),
    command({
      ...action,
      path: '/admin/deliveries/:id/receive',
      scopes: ['orders:write', 'people:read'],
      summary: 'Record that the fan has the tickets',
      body: receipt,
      async run(trx, { params: { id }, body, principal }) {
        await receiveDelivery(trx, engine, id, { by: 'staff', version: body.version }, principal);
        await followAttention(trx, engine, id);
        return showDelivery(trx, engine, id);
      },
    }),
    command({
      ...action,
      path: '/admin/deliveries/:id/fail',
      summary: 'Say that it can’t be delivered, and whose part it is: support decides what the fan gets',
      body: failure,
      async run(trx, { params: { id }, body, principal }) {
        await failDelivery(trx, engine, id, body, principal);
        await followAttention(trx, engine, id);
        return showDelivery(trx, engine, id);
      },
    }),
    command({
      ...action,
      path: '/admin/deliveries/:id/owner',
      roles: ['staff'],
      summary: 'Say who looks after it',
      body: ownerChoice,
      async run(trx, { params: { id }, body, principal }) {
        await assignDelivery(trx, id, body.ownerId, principal);
        return showDelivery(trx, engine, id);
      },
    }),
  ];
}

/** What follows where tickets don't reach their fan as they were sold. */
function decisionRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      ...action,
      path: '/admin/deliveries/:id/way',
      summary: 'Change how it comes, after the sale: fan and consignor are told, deadline and proof follow',
      body: wayChange,
      problems: [...refusals, 'nothing_to_do'],
      async run(trx, { params: { id }, body, principal }) {
        await changeWay(trx, engine, id, body, principal);
        await followAttention(trx, engine, id);
        return showDelivery(trx, engine, id);
      },
    }),
    query({
      ...common,
      path: '/admin/deliveries/:id/remedies',
      params,
      summary: 'What the fan can get instead: tickets on sale that are equal or better, or the money back',
      answer: deliveryRemedies,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params }) => showRemedies(trx, engine, params.id),
    }),
    command({
      ...action,
      path: '/admin/deliveries/:id/replace',
      freshProof: true,
      summary:
        'Give the fan other tickets; the marketplace bears what they cost more, above the limit once a second person approved it',
      body: replacement,
      problems: [...refusals, 'sold_out', 'price_changed', 'approval_waits'],
      async run(trx, { params: { id }, body, principal }) {
        await replaceOrAsk(trx, engine, id, body, principal);
        return showDelivery(trx, engine, id);
      },
    }),
    command({
      ...action,
      path: '/admin/deliveries/:id/refund',
      freshProof: true,
      roles: ['support'],
      summary:
        'Give the fan all of the order’s money back instead; above the limit it waits for a second person',
      body: refundInstead,
      problems: [...refusals, 'price_changed', 'approval_waits'],
      async run(trx, { params: { id }, body, principal }) {
        await refundOrAsk(trx, engine, id, body, principal);
        return showDelivery(trx, engine, id);
      },
    }),
  ];
}

function fileRoutes(app: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      ...action,
      path: '/admin/deliveries/:id/files',
      scopes: ['orders:write', 'people:read'],
      bodyComesAs: 'stream',
      summary:
        'Upload tickets or a proof: the bytes as the body, PDF, PNG or JPEG, at most 10 MB; barcodes on tickets are read, and each is delivered once',
      query: newDeliveryFile,
      problems: [...refusals, 'file_not_recognized', 'body_too_large'],
      async handle(ctx, { params: { id }, query }) {
        const bytes = await readUpload(ctx);
        const key = requireKey(ctx);
        const upload = await readUploaded(bytes, query);
        return inTransaction(app.db, (trx) =>
          runOnce(trx, key, async () => {
            await addTickets(trx, id, upload, principalOf(ctx));
            return showDelivery(trx, app.engine, id);
          }),
        );
      },
    }),
    command({
      ...action,
      method: 'delete',
      path: '/admin/deliveries/:id/files/:fileId',
      params: fileParams,
      summary: 'Remove a file before the delivery is sent',
      async run(trx, { params: { id, fileId }, principal }) {
        await removeFile(trx, id, fileId, principal);
        return showDelivery(trx, app.engine, id);
      },
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/deliveries/:id/files/:fileId',
      params: fileParams,
      summary: 'A file of a delivery; reading it is logged',
      problems: ['not_found'],
      async handle(ctx, { params: { id, fileId } }) {
        const file = await inTransaction(app.db, async (trx) => {
          const found = await readFile(trx, id, fileId);
          await audit(trx, principalOf(ctx), [
            { what: 'delivery.readFile', subject: id, after: { file: found.name } },
          ]);
          return found;
        });
        return sendFile(ctx, file);
      },
    }),
  ];
}
