/** `npm run measure:code`: the figures of docs/codebase.md, counted from the files that git tracks. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';

const root = join(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const isTest = (file: string) => /\.(test|proof)\.tsx?$|^e2e\/|\/test\//.test(file);
/** Lines of a function that are one screen. */
const longestFunction = 70;

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* nodesOf(child);
}

const isFunction = ({ type }: Node) =>
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type);
const isUnknown = (node: unknown) =>
  isNode(node) &&
  node.type === 'TSAsExpression' &&
  isNode(node.typeAnnotation) &&
  node.typeAnnotation.type === 'TSUnknownKeyword';

const files = tracked
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => {
    const text = textOf(file);
    const { program } = parseSync(file, text);
    const nodes = [...nodesOf(program as object as Node)];
    const linesOf = ({ start, end }: Node) => text.slice(start, end).split('\n').length;
    const exported = (program.body as object[] as Node[]).filter(
      (each) => each.type === 'ExportNamedDeclaration' && isNode(each.declaration),
    );
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    return {
      file,
      lines: text.split('\n').length - 1,
      longFunctions: nodes.filter((node) => isFunction(node) && linesOf(node) > longestFunction).length,
      casts: nodes.filter((node) => node.type === 'TSAsExpression' && isUnknown(node.expression)).length,
      exported: exported.length,
      documented: exported.filter(({ start }) => /\*\/\s*$/.test(text.slice(0, start))).length,
      stateLiterals: count(/\bstate\s*(?:=|<>|!=|(?:NOT )?IN)\s*\(?'/g) + count(/\bstate\)?\s*[!=]==\s*'/g),
      rows: count(/interface \w*Row\b/g),
      unnests: count(/unnest\(/g),
    };
  });
type Measured = (typeof files)[number];

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
  bin?: string | Record<string, string>;
}

/** Packages that no file of their workspace or of the root names, no script runs, and no other package asks for. */
function unusedPackages(): string[] {
  const locked = (JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Manifest> }).packages;
  return tracked
    .filter((file) => /^(\w+\/)?package\.json$/.test(file))
    .flatMap((manifest) => {
      const folder = manifest.includes('/') ? `${dirname(manifest)}/` : '';
      const { dependencies, devDependencies, scripts = {} } = JSON.parse(textOf(manifest)) as Manifest;
      const installed = (name: string) =>
        locked[`${folder}node_modules/${name}`] ?? locked[`node_modules/${name}`] ?? {};
      const names = Object.keys({ ...dependencies, ...devDependencies });
      const own = tracked.filter(
        (file) =>
          (file.startsWith(folder) || !file.includes('/')) &&
          /\.(tsx?|mjs|css|json)$/.test(file) &&
          !/package(-lock)?\.json$/.test(file),
      );
      const texts = own.map(textOf).join('\n');
      const peers = new Set(names.flatMap((name) => Object.keys(installed(name).peerDependencies ?? {})));
      const isRun = (name: string) =>
        Object.keys(Object(installed(name).bin)).some((bin) =>
          Object.values(scripts).some((script) => new RegExp(`(^|& )${bin}\\b`).test(script)),
        );
      return names.filter((name) => {
        const used = name.replace(/^@types\//, '');
        return !new RegExp(`['"\`/ ]${used}['"\`/ ]`).test(texts) && !peers.has(used) && !isRun(name);
      });
    });
}

const sum = (of: readonly Measured[], field: Exclude<keyof Measured, 'file'>) =>
  of.reduce((total, each) => total + each[field], 0);
const within = (prefix: string) => files.filter(({ file }) => file.startsWith(prefix) && !isTest(file));
const documented = (prefix: string) =>
  `${Math.floor((100 * sum(within(prefix), 'documented')) / sum(within(prefix), 'exported'))} %`;
const lengths = (of: readonly Measured[]) => of.map(({ lines }) => lines).toSorted((a, b) => a - b);
const both = (of: (some: readonly Measured[]) => number | string) => `${of(files)} / ${of(within(''))}`;

const rows: Array<[string, string]> = [
  ['files', both((some) => some.length)],
  ['lines', both((some) => sum(some, 'lines'))],
  ['median lines of a file', both((some) => lengths(some)[some.length >> 1] ?? 0)],
  ['lines of the longest file', both((some) => lengths(some).at(-1) ?? 0)],
  ['files over 300 lines', both((some) => some.filter(({ lines }) => lines > 300).length)],
  [`functions over ${longestFunction} lines`, both((some) => sum(some, 'longFunctions'))],
  ['casts through `unknown`', both((some) => sum(some, 'casts'))],
  ['state literals in `server/src`', String(sum(within('server/src/'), 'stateLiterals'))],
  ['`interface …Row`', String(sum(within(''), 'rows'))],
  ['`unnest(`', String(sum(within(''), 'unnests'))],
  ['packages declared and unused', unusedPackages().join(', ') || '0'],
  ['documented exports of `shared`', documented('shared/src/')],
  ['documented exports of `platform`', documented('server/src/platform/')],
  ['documented exports of `ledger`', documented('server/src/ledger/')],
];
for (const [name, value] of rows) process.stdout.write(`| ${name} | ${value} |\n`);
