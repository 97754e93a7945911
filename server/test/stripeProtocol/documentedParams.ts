/**
 * Which parameters Stripe's API documents, read from the declarations of the SDK that is installed: they are generated from
 * Stripe's specification of the version that the SDK speaks, so a newer SDK is compared with its own.
 * Source: node_modules/stripe/esm/resources/*.d.ts, one declaration a line.
 */
import { readFileSync } from 'node:fs';

interface Declared {
  /** The types of its fields, by name. */
  fields: Map<string, string>;
  /** Interfaces that it extends. */
  bases: string[];
}
/** By full name, such as `DisputeUpdateParams.Evidence`. */
type Declarations = Map<string, Declared>;

/** Matches what opens a block, and names it. */
const opens =
  /^\s*(?:export )?(?:declare )?(?:(interface|namespace|class) (\w+)(?:.* extends ([\w, ]+))?.*)?\{$/;
const field = /^\s*(\w+)\??: (.+);$/;

const declarationsOf = (text: string): Declarations => {
  const found: Declarations = new Map();
  const inside: string[] = [];
  for (const line of text.split('\n')) {
    const opened = opens.exec(line);
    const [, kind, name = '', bases = ''] = opened ?? [];
    if (opened) inside.push(name);
    if (kind === 'interface') found.set(inside.join('.'), { fields: new Map(), bases: bases.split(/[, ]+/) });
    const [, fieldName, type] = field.exec(line) ?? [];
    if (fieldName && type) found.get(inside.join('.'))?.fields.set(fieldName, type);
    if (/^\s*\}$/.test(line)) inside.pop();
  }
  return found;
};

/** @param file beside the SDK's entry, without its end */
const read = (file: string): Declarations =>
  declarationsOf(readFileSync(new URL(`${file}.d.ts`, import.meta.resolve('stripe')), 'utf8'));

/** What a type is where it may be left empty, or is one of a list. */
const unwrapped = (type: string): string => /^Emptyable<(.+)>$/.exec(type)?.[1] ?? type;

/** The full name of an interface that is named inside another one; null: it is none. */
function resolve(declarations: Declarations, name: string, scope: string): string | null {
  const parts = scope.split('.');
  for (let kept = parts.length; kept >= 0; kept--) {
    const full = [...parts.slice(0, kept), name].join('.');
    if (declarations.has(full)) return full;
  }
  return null;
}

function typeOf(declarations: Declarations, owner: string, name: string): string | null {
  const { fields, bases } = declarations.get(owner) ?? { fields: new Map<string, string>(), bases: [] };
  const inherited = () => bases.map((base) => (base ? typeOf(declarations, base, name) : null));
  return fields.get(name) ?? inherited().find((type) => type !== null) ?? null;
}

function isDocumented(declarations: Declarations, owner: string, [name = '', ...rest]: string[]): boolean {
  const declared = typeOf(declarations, owner, name);
  return declared !== null && takes(declarations, declared, owner, rest);
}

/** Whether a value of the type has this part. */
function takes(declarations: Declarations, declared: string, owner: string, path: string[]): boolean {
  const type = unwrapped(declared);
  if (path.length === 0) return true;
  const item = /^Array<(.+)>$/.exec(type)?.[1];
  if (item !== undefined)
    return /^\d+$/.test(path[0] ?? '') && takes(declarations, item, owner, path.slice(1));
  if (type === 'MetadataParam') return path.length === 1;
  return type.split(' | ').some((each) => {
    const full = resolve(declarations, each, owner);
    return full !== null && isDocumented(declarations, full, path);
  });
}

/**
 * @param resource file of the SDK's declarations, such as `Disputes`
 * @param params   interface of the request, such as `DisputeUpdateParams`
 * @param names    as they were sent, such as `evidence[receipt]`
 * @returns those that the request doesn't take
 * @throws Error when the SDK has no such interface
 */
export function undocumented(resource: string, params: string, names: readonly string[]): string[] {
  const declarations = new Map([...read('shared'), ...read(`resources/${resource}`)]);
  if (!declarations.has(params)) throw new Error(`The SDK declares no ${params} in ${resource}`);
  return names.filter((name) => !isDocumented(declarations, params, name.replaceAll(']', '').split('[')));
}
