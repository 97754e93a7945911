/** The string literals and imports of a TypeScript file, by the parser that Vite brings. */
import { parseSync } from 'vite';

export interface Literal {
  /** Its text; what a template inserts is `hole`. */
  text: string;
  line: number;
  /** The name of the property that it is the value of, or of the function that it is the first argument of. */
  of: string | null;
}

export interface SourceFile {
  literals: Literal[];
  imports: Array<{ from: string; line: number }>;
  /** Classes of tables. */
  models: Array<{ name: string; line: number }>;
}

/** Stands where a template inserts something. */
export const hole = '§';

/** The class that those of tables extend. */
const baseModel = 'TableModel';

interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** @throws Error on a file that doesn't parse */
export function readSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const lineStarts = [...text.matchAll(/^/gm)].map(({ index }) => index);
  const lineAt = (offset: number) => lineStarts.findLastIndex((start) => start <= offset) + 1;
  const file: SourceFile = { literals: [], imports: [], models: [] };

  const visit = (node: Node, of: string | null) => {
    if (isNode(node.source) && /^(Import|Export)/.test(node.type)) {
      file.imports.push({ from: String(node.source.value), line: lineAt(node.start) });
      return;
    }
    if (node.type === 'ClassDeclaration' && nameOf(node.superClass) === baseModel)
      file.models.push({ name: String(nameOf(node.id)), line: lineAt(node.start) });
    const literal = textOf(node);
    if (literal !== null) file.literals.push({ text: literal, line: lineAt(node.start), of });
    for (const [field, value] of Object.entries(node)) {
      const name = field === 'arguments' ? nameOf(node.callee) : field === 'value' ? nameOf(node.key) : null;
      const children = Array.isArray(value) ? value : [value];
      for (const [at, child] of children.entries()) if (isNode(child)) visit(child, at === 0 ? name : null);
    }
  };
  visit(program as unknown as Node, null);
  return file;
}

function textOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral') return null;
  const parts = node.quasis as Array<{ value: { cooked: string | null; raw: string } }>;
  return parts.map(({ value }) => value.cooked ?? value.raw).join(` ${hole} `);
}

function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return typeof node.name === 'string' ? node.name : null;
}
