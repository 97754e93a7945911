/** docker-compose.yml as Compose reads it: anchors merged, variables filled in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** The repository's folder. */
export const root = join(import.meta.dirname, '../..');
/** A file of the repository. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A service, as far as tests ask. */
export interface Service {
  image: string;
  build?: string;
  command?: string[];
  profiles?: string[];
  env_file?: { path: string; required: boolean }[];
  /** null: passed on where it is set. */
  environment?: Record<string, string | number | null>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; interval: string; retries: number };
}

/** The file. */
export interface Stack {
  services: Record<string, Service>;
  volumes: Record<string, null>;
}

/**
 * @param env what `.env` and the shell say
 * @throws Error with the file's own words where a variable is missing that it asks for
 */
export function readStack(env: Readonly<Record<string, string>>): Stack {
  return filled(load(read('docker-compose.yml')), env) as Stack;
}

function filled(value: unknown, env: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return fill(value, env);
  if (Array.isArray(value)) return value.map((each) => filled(each, env));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, filled(each, env)]));
}

/** `${NAME}`, `${NAME:-otherwise}` and `${NAME:?what is wrong}`; an otherwise may hold another one. */
function fill(text: string, env: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\{(\w+)(?:(:-|:\?)((?:[^{}]|\$\{[^{}]*\})*))?\}/g,
    (_, name: string, kind: string | undefined, rest = '') => {
      if (env[name]) return env[name];
      if (kind === ':?') throw new Error(rest);
      return kind === ':-' ? fill(rest, env) : '';
    },
  );
}

/** What a service's program finds in its environment. */
export function environmentOf(
  { env_file, environment = {} }: Service,
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  const passed = Object.entries(environment).flatMap(([name, value]) => {
    const given = value === null ? env[name] : String(value);
    return given === undefined ? [] : [[name, given] as const];
  });
  return { ...(env_file ? env : {}), ...Object.fromEntries(passed) };
}
