import { z } from 'zod';
import { create, get } from '../gateway.ts';
import { type Endpoints, endpoint, nothing } from '../http/endpoint.ts';
import { invalidRequest } from '../http/errors.ts';
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
    (call) => {
      const { purpose, file } = call.params;
      const size = Buffer.from(file.data, 'base64').length;
      if (size > mostBytes) throw invalidRequest('The file is too large', 'file');
      return present(create(call, 'file', { ...file, purpose, size }));
    },
    { isJson: true },
  ),
  'GET /v1/files/:id': endpoint(nothing, async (call) => present(await get(call, 'file', call.id))),
};
