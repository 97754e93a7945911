/** A consignor's own deliveries: what they have to send, to whom and by when. */
import {
  deliveryProof,
  inability,
  ownDeliveries,
  ownDelivery,
  ownDeliveryQuery,
} from '@holdfast/shared/deliveries';
import { idOf, idParam } from '@holdfast/shared/http';
import { failDelivery, readFile, removeFile } from '../deliveries/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Caller,
  command,
  endpoint,
  principalOf,
  query,
  requireKey,
  runOnce,
} from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { ownConsignor } from '../portal/index.ts';
import { addTickets, readUploaded } from './addTickets.ts';
import { listOwn } from './listOwn.ts';
import { followAttention } from './needAttention.ts';
import { sendKnownOnce } from './sendOnce.ts';
import { presentOwn, showDelivery } from './showDelivery.ts';
import { newDeliveryFile, readUpload, sendFile } from './uploads.ts';

const common = { tag: 'Selling', roles: ['consignor'] as const };
const params = idParam('delivery');
const fileParams = params.extend({ fileId: idOf('deliveryFile') });
const action = {
  ...common,
  method: 'post',
  params,
  idempotent: true,
  answer: ownDelivery,
  problems: ['not_found', 'version_conflict', 'transition_refused', 'validation_failed'],
} as const;

/** @throws Problem `not_found` for a delivery of another consignor */
async function own(trx: Trx, id: string, caller: Caller): Promise<void> {
  const [row] = await queryPrepared(
    trx,
    `SELECT 1 FROM deliveries_made WHERE id = $1 AND consignor_id = $2 AND way <> 'gateCode'`,
    [id, ownConsignor(caller)],
  );
  if (!row) throw notFound('delivery');
}

export function ownRoutes(app: AppContext): AnyEndpoint[] {
  const { engine } = app;
  const shown = async (trx: Trx, id: string) => presentOwn(await showDelivery(trx, engine, id));
  return [
    query({
      ...common,
      path: '/selling/deliveries',
      scopes: ['orders:read', 'people:read'],
      summary: 'The consignor’s sold tickets by what is to do, the most urgent first',
      query: ownDeliveryQuery,
      answer: ownDeliveries,
      run: (trx, { query, caller }) => listOwn(trx, engine, ownConsignor(caller), query),
    }),
    command({
      ...action,
      path: '/selling/deliveries/:id/send',
      scopes: ['orders:write', 'people:read'],
      summary: 'Say that the tickets were sent, with the proof',
      body: deliveryProof,
      async run(trx, { params: { id }, body, caller, principal }) {
        await own(trx, id, caller);
        await sendKnownOnce(trx, engine, id, body, principal);
        await followAttention(trx, engine, id);
        return shown(trx, id);
      },
    }),
    command({
      ...action,
      path: '/selling/deliveries/:id/fail',
      summary: 'Say that the tickets can’t be sent: our team decides what the fan gets',
      body: inability,
      async run(trx, { params: { id }, body, caller, principal }) {
        await own(trx, id, caller);
        await failDelivery(trx, engine, id, { ...body, fault: 'consignor' }, principal);
        await followAttention(trx, engine, id);
        return shown(trx, id);
      },
    }),
    ...fileRoutes(app, shown),
  ];
}

function fileRoutes(
  app: AppContext,
  shown: (trx: Trx, id: string) => Promise<ReturnType<typeof presentOwn>>,
): AnyEndpoint[] {
  return [
    endpoint({
      ...action,
      path: '/selling/deliveries/:id/files',
      scopes: ['orders:write', 'people:read'],
      bodyComesAs: 'stream',
      summary:
        'Upload tickets or a proof: the bytes as the body, PDF, PNG or JPEG, at most 10 MB; barcodes on tickets are read, and each is delivered once',
      query: newDeliveryFile,
      problems: [...action.problems, 'file_not_recognized', 'body_too_large'],
      async handle(ctx, { params: { id }, query }) {
        // Before the file is read: nobody makes us read files for others' deliveries.
        await inTransaction(app.db, (trx) => own(trx, id, ctx.state.caller));
        const bytes = await readUpload(ctx);
        const key = requireKey(ctx);
        const upload = await readUploaded(bytes, query);
        return inTransaction(app.db, (trx) =>
          runOnce(trx, key, async () => {
            await own(trx, id, ctx.state.caller);
            await addTickets(trx, id, upload, principalOf(ctx));
            return shown(trx, id);
          }),
        );
      },
    }),
    command({
      ...action,
      method: 'delete',
      path: '/selling/deliveries/:id/files/:fileId',
      params: fileParams,
      summary: 'Remove a file before the tickets are sent',
      async run(trx, { params: { id, fileId }, caller, principal }) {
        await own(trx, id, caller);
        await removeFile(trx, id, fileId, principal);
        return shown(trx, id);
      },
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/selling/deliveries/:id/files/:fileId',
      params: fileParams,
      summary: 'A file that was uploaded for one’s own delivery',
      problems: ['not_found'],
      async handle(ctx, { params: { id, fileId } }) {
        const file = await inTransaction(app.db, async (trx) => {
          await own(trx, id, ctx.state.caller);
          return readFile(trx, id, fileId);
        });
        return sendFile(ctx, file);
      },
    }),
  ];
}
