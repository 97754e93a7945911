/** `/api/openapi.json`, made from the contracts that the routes validate with. */
import { problemDetails } from '@holdfast/shared/http';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import type { AnyEndpoint } from './endpoint.ts';

/**
 * Makes the OpenAPI document of the endpoints.
 * @param serverUrl the public URL, without a trailing slash
 */
export function describeApi(endpoints: AnyEndpoint[], serverUrl: string): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const declared of endpoints) {
    const path = `/api${declared.path}`.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [declared.method]: operation(declared) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version: '1',
      description:
        'Amounts are integer minor units with a currency; instants are ISO 8601 in UTC. Errors are RFC 9457 problem details with a stable `code`. Commands that declare it need an `Idempotency-Key`: without the header they answer 400.',
    },
    servers: [{ url: serverUrl }],
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'holdfast_session' } },
    },
    paths,
  });
}

const keyHeader = z
  .string()
  .meta({ description: 'The same key and body gives the first answer again; another body gives 409.' });

function operation(declared: AnyEndpoint): ZodOpenApiOperationObject {
  const { idempotent } = declared;
  const status = String(declared.status ?? (declared.answer ? 200 : 204));
  return {
    summary: declared.summary,
    tags: [declared.tag],
    ...(declared.roles
      ? { security: [{ session: [] }], description: `For ${declared.roles.join(', ')}.` }
      : {}),
    requestParams: {
      ...(declared.params ? { path: declared.params as z.ZodObject } : {}),
      ...(declared.query ? { query: declared.query as z.ZodObject } : {}),
      ...(idempotent
        ? {
            header: z.object({
              'Idempotency-Key': idempotent === 'sometimes' ? keyHeader.optional() : keyHeader,
            }),
          }
        : {}),
    },
    ...(declared.body ? { requestBody: { content: { 'application/json': { schema: declared.body } } } } : {}),
    responses: {
      [status]: declared.answer
        ? { description: 'Done', content: { 'application/json': { schema: declared.answer } } }
        : { description: 'Done' },
      default: {
        description: ['A problem', ...(declared.problems ?? [])].join(', '),
        content: { 'application/problem+json': { schema: problemDetails } },
      },
    },
  };
}
