/** Audit cases of deliveries: sent, received, failed, files, and who looks after one. */
import type { DeliveryRemedies } from '@holdfast/shared/deliveries';
import { buildGame } from '../factories/catalog.ts';
import { buildListing } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { type Case, changes, type ExpectedEntry } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'The consignor sold them twice';
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('a picture')]);

/** A delivery of a game's tickets that is due. @returns its id */
const due = async (bench: Bench): Promise<string> => (await sold(bench)).id;

async function sold({ app, running, idle }: Bench): Promise<{ id: string; eventId: string }> {
  const { eventId } = await buildGame(app);
  const order = await new Fan(running).buy((await buildListing(app, { eventId, row: 'F' })).id, 1);
  await idle();
  return { id: order.items[0]?.tracking?.id as string, eventId };
}

/** One that a person has to decide. */
async function failed(bench: Bench): Promise<{ id: string; eventId: string }> {
  const made = await sold(bench);
  await bench.does('staff', 'POST', `/admin/deliveries/${made.id}/fail`, {
    fault: 'consignor',
    reason,
    version: 1,
  });
  return made;
}

const remediesOf = (bench: Bench, id: string) =>
  bench.does<DeliveryRemedies>('staff', 'GET', `/admin/deliveries/${id}/remedies`);

const changesState = (
  verb: 'send' | 'receive' | 'fail',
  body: object,
  after: Record<string, unknown>,
  given?: string,
): Case =>
  changes({ by: 'staff', route: `POST /admin/deliveries/:id/${verb}` }, async (bench) => {
    const id = await due(bench);
    const entry: ExpectedEntry = {
      what: `delivery.${verb}`,
      subject: id,
      before: { state: 'due' },
      after,
      ...(given === undefined ? {} : { reason: given }),
    };
    return { path: `/admin/deliveries/${id}/${verb}`, body: { version: 1, ...body }, entries: [entry] };
  });

/** The cases. */
export const deliveryCases: Case[] = [
  changesState('send', { reference: 'TM-4711' }, { state: 'sent', reference: 'TM-4711' }),
  changesState('receive', {}, { state: 'received', by: 'staff' }),
  changesState('fail', { fault: 'consignor', reason }, { state: 'failed', fault: 'consignor' }, reason),
  changes({ by: 'staff', route: 'POST /admin/deliveries/:id/way' }, async (bench) => {
    const id = await due(bench);
    return {
      path: `/admin/deliveries/${id}/way`,
      body: { version: 1, way: 'file', reason },
      entries: [
        {
          what: 'delivery.changeWay',
          subject: id,
          reason,
          before: { way: 'transfer' },
          after: { way: 'file' },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/deliveries/:id/replace' }, async (bench) => {
    const { id, eventId } = await failed(bench);
    const { id: listingId } = await buildListing(bench.app, {
      eventId,
      section: '101',
      row: 'A',
      seats: [1, 2],
    });
    const { offers, version } = await remediesOf(bench, id);
    const offer = offers.find((each) => each.listingId === listingId);
    return {
      path: `/admin/deliveries/${id}/replace`,
      body: { version, fault: 'consignor', reason, listingId, seats: offer?.seats, cost: offer?.cost },
      entries: [
        {
          what: 'delivery.replace',
          subject: id,
          reason,
          before: { state: 'failed' },
          after: { state: 'replaced', fault: 'consignor', listingId, seats: offer?.seats },
        },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/deliveries/:id/refund' }, async (bench) => {
    const { id } = await failed(bench);
    const { refund, version } = await remediesOf(bench, id);
    return {
      path: `/admin/deliveries/${id}/refund`,
      body: { version, fault: 'consignor', reason, amount: refund.amount },
      entries: [
        {
          what: 'delivery.refund',
          subject: id,
          reason,
          before: { state: 'failed', refund: null },
          after: { state: 'failed', fault: 'consignor', refund: refund.amount.amount },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/deliveries/:id/owner' }, async (bench) => {
    const id = await due(bench);
    const ownerId = bench.personId('staff');
    return {
      path: `/admin/deliveries/${id}/owner`,
      body: { ownerId },
      entries: [{ what: 'delivery.assign', subject: id, before: { ownerId: null }, after: { ownerId } }],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/deliveries/:id/files' }, async (bench) => {
    const id = await due(bench);
    return {
      path: `/admin/deliveries/${id}/files?name=proof.png&isProof=true`,
      body: png,
      entries: [{ what: 'delivery.upload', subject: id, before: null, after: { files: ['proof.png'] } }],
    };
  }),
  changes({ by: 'staff', route: 'DELETE /admin/deliveries/:id/files/:fileId' }, async (bench) => {
    const id = await due(bench);
    const { files } = await bench.does<{ files: Array<{ id: string }> }>(
      'staff',
      'POST',
      `/admin/deliveries/${id}/files?name=proof.png&isProof=true`,
      png,
    );
    return {
      path: `/admin/deliveries/${id}/files/${files[0]?.id}`,
      entries: [
        { what: 'delivery.removeFile', subject: id, before: { file: 'proof.png' }, after: { file: null } },
      ],
    };
  }),
];
