/** The files for operators name what exists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { it } from './fixtures.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const namesIn = (text: string, pattern: RegExp) => [...new Set(text.match(pattern) ?? [])].sort();

it('dashboard and alerts ask for metrics that there are', async ({ running: app }) => {
  const answer = await fetch(`${app.url}/metrics`, {
    headers: { authorization: `Bearer ${app.healthToken}` },
  });
  const known = [...(await answer.text()).matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name, type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  for (const file of ['docs/operations/grafana.json', 'docs/operations/alerts.yml']) {
    const asked = namesIn(read(file), /\b(holdfast|nodejs|process)_\w+/g);
    expect(asked.length, file).toBeGreaterThan(5);
    expect(
      asked.filter((name) => !known.includes(name)),
      file,
    ).toEqual([]);
  }
});

it('each alert leads to a chapter of the runbook', () => {
  const chapters = [...read('docs/runbook.md').matchAll(/^## (.+)$/gm)].map(([, title]) =>
    (title as string)
      .toLowerCase()
      .replaceAll(/[^a-z -]/g, '')
      .replaceAll(' ', '-'),
  );
  const led = [...read('docs/operations/alerts.yml').matchAll(/runbook\.md#([\w-]+)/g)].map(([, to]) => to);
  expect(led.length).toBeGreaterThan(5);
  expect(led.filter((to) => !chapters.includes(to as string))).toEqual([]);
});

it('the runbook’s commands are scripts of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('docs/runbook.md').matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name as string);
  expect(named).toContain('backup');
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

describe('the composed stack', () => {
  const compose = read('docker-compose.yml');

  it('passes the variables of .env on', () => {
    expect(compose).toMatch(/env_file:\n\s+- path: \.env/);
    const variables = namesIn(compose, /\$\{\w+/g).map((name) => name.slice(2));
    const documented = namesIn(`${read('.env.example')}`, /^[A-Z_]+(?==)/gm);
    const ofComposeAlone = ['DOMAIN', 'POSTGRES_PASSWORD'];
    expect(variables.filter((name) => ![...documented, ...ofComposeAlone].includes(name))).toEqual([]);
  });

  it('publishes nothing past the proxy but to this machine', () => {
    const ports = [...compose.matchAll(/ports: \[(.+)\]/g)].map(([, list]) => list as string);
    expect(ports.length).toBeGreaterThan(3);
    const open = ports.filter((list) => !list.split(', ').every((port) => port.startsWith('"127.0.0.1:')));
    expect(open).toEqual(['"80:80", "443:443", "443:443/udp"']);
  });
});
