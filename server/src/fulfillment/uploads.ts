/** A file of a delivery as it arrives. */
import { hash } from 'node:crypto';
import { largestDeliveryFileBytes } from '@holdfast/shared/deliveries';
import { idOf } from '@holdfast/shared/http';
import { z } from 'zod';
import type { Ctx } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';

/** What an upload says of its file. */
export const newDeliveryFile = z.object({
  name: z.string().trim().min(1, 'Name the file.').max(120, 'At most 120 characters.'),
  ticketId: idOf('ticket')
    .optional()
    .meta({ description: 'The ticket that it is; left out: it is for all of them' }),
  split: z.enum(['true', 'false']).default('false').meta({
    description: 'A PDF with one page for each ticket, in the order of the seats: it becomes a file for each',
  }),
  isProof: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'A picture that proves it, for staff' }),
});

/**
 * Reads the bytes of a request, and hashes them for its Idempotency-Key.
 * @throws Problem `body_too_large`
 */
export async function readUpload(ctx: Ctx): Promise<Buffer> {
  const tooLarge = () =>
    new Problem(
      'body_too_large',
      `A file may have at most ${largestDeliveryFileBytes / 1024 / 1024} MB. Nothing was saved.`,
    );
  if (Number(ctx.get('content-length') || 0) > largestDeliveryFileBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestDeliveryFileBytes) throw tooLarge();
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  ctx.state.rawBody = `${ctx.querystring}\n${hash('sha256', bytes, 'base64url')}`;
  return bytes;
}

/**
 * Sends a stored file. It is always a download: what a consignor uploaded is never shown as a page of ours.
 * @param bytes recognized by their content when they were stored
 */
export function sendFile(
  ctx: Ctx,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Buffer },
): undefined {
  ctx.attachment(name);
  ctx.type = mediaType;
  ctx.set('Cache-Control', 'no-store');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.body = bytes;
  return undefined;
}
