/**
 * Writes the types of `shared/src/client`: of every endpoint that an API key may call, what it takes and what it answers. They come from
 * the OpenAPI document, and so from the contracts that the routes validate with.
 */
import { type AnyEndpoint, describeApi } from '../src/platform/http/index.ts';

/** As far as contracts use it. Source: JSON Schema 2020-12, in OpenAPI 3.1 */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  prefixItems?: Schema[];
  description?: string;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}
type Content = Record<string, { schema: Schema }>;
interface Operation {
  summary: string;
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}

const quoted = (text: string) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
const propertyName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));
const commentOf = (text: string | undefined) =>
  text === undefined ? '' : `/** ${text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ')} */\n`;
const literal = (value: unknown) => (typeof value === 'string' ? quoted(value) : JSON.stringify(value));
const union = (types: readonly string[]) => [...new Set(types)].join(' | ');

/** A schema as a type. What isn't known of it is `unknown`. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return union(schema.enum.map(literal));
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return `(${union(options.map(typeOf))})`;
  if (schema.allOf) return `(${schema.allOf.map(typeOf).join(' & ')})`;
  if (Array.isArray(schema.type)) return `(${union(schema.type.map((type) => typeOf({ ...schema, type })))})`;
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return schema.prefixItems
        ? `[${schema.prefixItems.map(typeOf).join(', ')}]`
        : `Array<${typeOf(schema.items ?? {})}>`;
    case 'object':
      return objectOf(schema);
    default:
      return 'unknown';
  }
}

function objectOf({ properties, required = [], additionalProperties }: Schema): string {
  if (properties === undefined)
    return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>`;
  const fields = Object.entries(properties).map(
    ([name, schema]) =>
      `${commentOf(schema.description)}${propertyName(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)};`,
  );
  return `{\n${fields.join('\n')}\n}`;
}

const parametersOf = (operation: Operation, place: string): Parameter[] =>
  (operation.parameters ?? []).filter((each) => each.in === place);

function groupOf(name: string, parameters: readonly Parameter[]): string[] {
  if (parameters.length === 0) return [];
  const properties = Object.fromEntries(parameters.map((each) => [each.name, each.schema]));
  const required = parameters.filter((each) => each.required).map((each) => each.name);
  return [`${name}${required.length > 0 ? '' : '?'}: ${objectOf({ properties, required })};`];
}

/** What one endpoint takes and answers. */
function endpointOf({ method, path, bodyComesAs }: AnyEndpoint, operation: Operation): string {
  const body = operation.requestBody?.content['application/json']?.schema;
  const answer = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  const answered = answer?.content?.['application/json']?.schema;
  const fields = [
    ...groupOf('params', parametersOf(operation, 'path')),
    ...groupOf('query', parametersOf(operation, 'query')),
    ...(bodyComesAs === 'stream' ? ['file: Blob;'] : body ? [`body: ${typeOf(body)};`] : []),
    `answer: ${answered ? typeOf(answered) : 'null'};`,
  ];
  return `${commentOf(operation.summary)}${quoted(`${method.toUpperCase()} ${path}`)}: {\n${fields.join('\n')}\n};`;
}

/** @param endpoints all of the API @returns the text of `shared/src/client/endpoints.ts` */
export function writeTypes(endpoints: readonly AnyEndpoint[]): string {
  const open = endpoints.filter(({ scopes }) => scopes !== undefined);
  const document = describeApi(open, '') as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  };
  const types = Object.entries(document.components.schemas)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `${commentOf(schema.description)}export type ${name} = ${typeOf(schema)};`);
  const calls = open
    .toSorted((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1))
    .map((declared) => {
      const path = `/api${declared.path}`.replaceAll(/:(\w+)/g, '{$1}');
      return endpointOf(declared, document.paths[path]?.[declared.method] as Operation);
    });
  return `/**
 * Written by \`npm run client:generate\` from the contracts; not to be changed by hand. Of every endpoint that an API key may call: what it
 * takes and what it answers. Amounts are minor units.
 */
${types.join('\n')}

/** Endpoints by method and address. */
export interface Endpoints {
${calls.join('\n')}
}
`;
}
