import { z } from 'zod';
import { newRecord } from '../gateway.ts';
import { type Endpoints, endpoint, nothing } from '../http/endpoint.ts';
import { invalidRequest, missing } from '../http/errors.ts';
import { newId } from '../ids.ts';
import type { StoredFile } from '../records.ts';

const present = ({ id, created, name, purpose, size }: StoredFile) => ({
  id,
  object: 'file',
  created,
  expires_at: null,
  filename: name,
  links: null,
  purpose,
  size,
  title: null,
  type: 'pdf',
  url: null,
});

const uploadParams = z.strictObject({
  purpose: z.literal('dispute_evidence'),
  file: z.strictObject({ name: z.string(), data: z.string() }),
});

/** Bytes: as Stripe takes of one file of evidence. */
const mostBytes = 5_000_000;

/** Stripe's files, as far as evidence needs them. Source: docs.stripe.com/api/files */
export const files: Endpoints = {
  'POST /v1/files': endpoint(
    uploadParams,
    ({ gateway, params }) => {
      const size = Buffer.from(params.file.data, 'base64').length;
      if (size > mostBytes) throw invalidRequest('The file is too large', 'file');
      const file: StoredFile = {
        ...newRecord(gateway),
        kind: 'file',
        id: newId('file'),
        parent: null,
        name: params.file.name,
        purpose: params.purpose,
        size,
        data: params.file.data,
      };
      gateway.store.change(file);
      return present(file);
    },
    { isJson: true },
  ),
  'GET /v1/files/:id': endpoint(nothing, async ({ gateway, id }) => {
    const file = await gateway.store.find('file', id);
    if (file === undefined) throw missing('file', id);
    return present(file);
  }),
};
