import type { Readable } from 'node:stream';
import { Problem } from '../problem.ts';
import type { Ctx } from './context.ts';

/**
 * The file that is the body of a request to an endpoint that declares `bodyComesAs: 'stream'`.
 * @param mostBytes refused beyond, before the rest of it arrives
 * @param what      as people call it: `A picture`
 * @throws Problem `body_too_large`
 */
export async function readFileOf(ctx: Ctx, mostBytes: number, what: string): Promise<Buffer> {
  const tooLarge = () =>
    new Problem(
      'body_too_large',
      `${what} may have at most ${mostBytes / 1024 / 1024} MB. Make it smaller. Nothing was saved.`,
    );
  if (Number(ctx.get('content-length')) > mostBytes) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of ctx.req as Readable as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
