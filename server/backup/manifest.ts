/**
 * What a backup consists of: a zip file with one entry per table, `<schema>.<table>.copy`, in the text format of
 * PostgreSQL's COPY, and at its end `manifest.json`. The text format doesn't depend on the server's version, so a backup of
 * PostgreSQL 15 is restored on 18.
 */
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { z } from 'zod';

/** A table as it was copied. */
const copiedTable = z.strictObject({
  schema: z.string(),
  name: z.string(),
  /** In the order of the copied values. Generated columns aren't copied. */
  columns: z.array(z.string()).min(1),
  rows: z.int().min(0),
  /** Of the entry's content: a zip reader needn't compare checksums, and a changed digit would be money. */
  sha256: z.hex().length(64),
});
/** A table as it was copied. */
export type CopiedTable = z.output<typeof copiedTable>;

/** `manifest.json`. It is written last, so a backup that was stopped has none. */
export const manifest = z.strictObject({
  format: z.literal(1),
  /** When the snapshot was taken, ISO 8601 in UTC. */
  takenAt: z.iso.datetime(),
  /** The steps of `migrations/` that the database had, in their order. */
  steps: z.array(z.string()).min(1),
  /** Whether the sandbox's play money is in it. */
  sandbox: z.boolean(),
  tables: z.array(copiedTable),
});
/** `manifest.json`. */
export type Manifest = z.output<typeof manifest>;

/** The name of the manifest's entry. */
export const manifestEntry = 'manifest.json';
/** The name of a table's entry. */
export const entryOf = ({ schema, name }: Pick<CopiedTable, 'schema' | 'name'>) => `${schema}.${name}.copy`;

/** An expected failure: the message is for the operator, with the remedy. Nothing was changed. */
export class BackupError extends Error {}

/** Passes a stream on unchanged, and knows the SHA-256 of what passed. */
export function hashing(): { stream: Transform; sha256(): string } {
  const hash = createHash('sha256');
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, sha256: () => hash.digest('hex') };
}
