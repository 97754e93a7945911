/** Says what is wrong with an edited subject and text, by name, before it can be sent. */
import type { FieldProblem } from '@holdfast/shared/http';
import { examplesOf, type Placeholder, type Placeholders, requiredOf } from './placeholders.ts';
import { isAddress, renderSource, writer } from './render.ts';
import type { TemplateSource } from './template.ts';

type Field = keyof TemplateSource;
/** What Mustache reads: a tag's sort, its name, from where to where, and what stands in it. */
type Token = [sort: string, name: string, start: number, end: number, inner?: Token[]];

interface Reading {
  field: Field;
  source: string;
  problems: FieldProblem[];
  named: Set<string>;
}

/** @returns every problem; none: it can be sent */
export function problemsOf(source: TemplateSource, placeholders: Placeholders): FieldProblem[] {
  const named = new Set<string>();
  const problems = (['subject', 'text'] as const).flatMap((field) =>
    fieldProblems({ field, source: source[field], problems: [], named }, placeholders),
  );
  if (problems.length > 0) return problems;
  const missing = requiredOf(placeholders).filter(({ name }) => !named.has(name));
  if (missing.length > 0)
    return missing.map(({ name, about }) => ({
      field: 'text',
      code: 'placeholder_missing',
      message: `The text needs {{${name}}}, without which the email is useless: ${lowered(about)}.`,
    }));
  try {
    renderSource(source, placeholders, examplesOf(placeholders));
    return [];
  } catch (error) {
    return [
      {
        field: 'text',
        code: 'not_renderable',
        message: `With the example values ${(error as Error).message}.`,
      },
    ];
  }
}

const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

function fieldProblems(reading: Reading, placeholders: Placeholders): FieldProblem[] {
  const { field, source, problems } = reading;
  if (source.trim() === '') return [{ field, code: 'required', message: `Write the ${field}.` }];
  let tokens: Token[];
  try {
    tokens = writer.parse(source) as Token[];
  } catch (error) {
    return [{ field, code: 'not_readable', message: unreadable(source, (error as Error).message) }];
  }
  walk(reading, tokens, placeholders);
  linkProblems(reading, placeholders);
  return problems;
}

const unreadable = (source: string, said: string): string => {
  const [, what = said, at] = /^(.*) at (\d+)$/.exec(said) ?? [];
  const line = at === undefined ? '' : ` in line ${lineAt(source, Number(at))}`;
  return `${what
    .replace(/^Unclosed section "(.*)"$/, 'The part {{#$1}} isn’t ended: write {{/$1}} after it')
    .replace(/^Unopened section "(.*)"$/, '{{/$1}} ends a part that nothing begins')
    .replace(/^Unclosed tag$/, 'A {{ has no }}')}${line}.`;
};

const lineAt = (source: string, at: number): number => source.slice(0, at).split('\n').length;

function walk(reading: Reading, tokens: readonly Token[], scope: Placeholders): void {
  for (const [sort, name, start, , inner] of tokens) {
    if (sort === 'text' || sort === '!') continue;
    const refuse = (code: string, message: string) =>
      reading.problems.push({
        field: reading.field,
        code,
        message: `${reading.field === 'text' ? `Line ${lineAt(reading.source, start)}: ` : ''}${message}`,
      });
    if (sort === '&' || sort === '>' || sort === '=') {
      refuse('not_allowed', `${forbidden[sort]} can’t be used. Write a placeholder as {{name}}.`);
      continue;
    }
    const found = Object.hasOwn(scope, name) ? scope[name] : undefined;
    if (found === undefined) {
      const names = Object.keys(scope).map((each) => `{{${each}}}`);
      refuse('placeholder_unknown', `There is no {{${name}}} here. There are ${names.join(', ')}.`);
      if (inner) walk(reading, inner, scope);
      continue;
    }
    reading.named.add(name);
    const refused = misused(sort, name, found, reading.field);
    if (refused) refuse('placeholder_misused', refused);
    if (inner)
      walk(reading, inner, found.type === 'list' && sort === '#' ? { ...scope, ...found.of } : scope);
  }
}

const forbidden = { '&': 'Three braces and {{&', '>': '{{>', '=': '{{=' } as const;

function misused(sort: string, name: string, { type }: Placeholder, field: Field): string | null {
  if (sort === 'name' && type === 'flag')
    return `{{${name}}} is a yes or no: write {{#${name}}}…{{/${name}}} around what it decides.`;
  if (sort === 'name' && type === 'list')
    return `{{${name}}} is a list: write {{#${name}}}…{{/${name}}} around what is written for each of its rows.`;
  if (field === 'subject' && (type === 'link' || type === 'code' || type === 'list'))
    return `{{${name}}} can’t stand in a subject.`;
  return null;
}

const anyLink = /\[([^\]\n]*)\]\(([^)\n]*)\)/g;

/** A link's address is one placeholder for a link, or a whole address that is typed. */
function linkProblems(reading: Reading, placeholders: Placeholders): void {
  const links = new Set(
    Object.entries(placeholders).flatMap(([name, placeholder]) => [
      ...(placeholder.type === 'link' ? [name] : []),
      ...(placeholder.type === 'list'
        ? Object.entries(placeholder.of).flatMap(([inner, { type }]) => (type === 'link' ? [inner] : []))
        : []),
    ]),
  );
  for (const { 1: words = '', 2: address = '', index } of reading.source.matchAll(anyLink)) {
    const placed = /^\{\{\s*(\w+)\s*\}\}$/.exec(address)?.[1];
    if (placed === undefined ? isAddress(address) && !address.includes('{{') : links.has(placed)) continue;
    reading.problems.push({
      field: reading.field,
      code: 'link_refused',
      message: `Line ${lineAt(reading.source, index)}: the link “${words}” needs a whole address that begins with https://${links.size > 0 ? `, or one of ${[...links].map((name) => `{{${name}}}`).join(', ')}` : ''}.`,
    });
  }
}
