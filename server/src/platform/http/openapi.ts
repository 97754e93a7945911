/** `/api/openapi.json`, made from the contracts that the routes validate with. */
import { apiScopes, scopeTexts } from '@holdfast/shared/apiKeys';
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
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'holdfast_session' },
        key: {
          type: 'http',
          scheme: 'bearer',
          description: `An API key, \`Authorization: Bearer hk_live_…\`. Each operation names the scopes that it needs: ${apiScopes.map((scope) => `\`${scope}\` (${scopeTexts[scope]})`).join(', ')}.`,
        },
      },
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
    ...whoMay(declared),
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

/** Whom an operation admits: by session, by the roles in its description; by API key, with the scopes that it names. */
function whoMay({ roles, signedIn, scopes }: AnyEndpoint): Partial<ZodOpenApiOperationObject> {
  const said = [
    roles ? `For ${roles.join(', ')}.` : '',
    scopes ? `API keys need ${scopes.join(' and ')}.` : '',
  ].filter(Boolean);
  const asksForSession = roles !== undefined || signedIn === true;
  const security: Array<Record<string, string[]>> = [
    ...(asksForSession ? [{ session: [] }] : []),
    ...(scopes ? [{ key: [...scopes] }] : []),
    // Anybody may call it without either.
    ...(scopes && !asksForSession ? [{}] : []),
  ];
  return {
    ...(security.length > 0 ? { security } : {}),
    ...(said.length > 0 ? { description: said.join(' ') } : {}),
  };
}
