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

  // config.test.ts holds .env.example and what the program reads together.
  const documented = namesIn(read('.env.example'), /^[A-Z_]+(?==)/gm);

  it('passes every variable on, to every program', () => {
    const named = /^ {2}environment: &environment\n((?: {4}.*\n)+)/m.exec(compose)?.[1] ?? '';
    const passed = [...namesIn(named, /^ {4}[A-Z_]+(?=:)/gm).map((name) => name.trim()), 'ROLE'];
    expect(passed.toSorted()).toEqual(documented.toSorted());
    expect(compose).toMatch(/env_file:\n\s+- path: \.env/);
    const environments = [...compose.matchAll(/^ {4}environment: \{ (.+) \}$/gm)].map(([, given]) => given);
    expect(environments).toHaveLength(3);
    expect(environments.filter((given) => !given?.startsWith('<<: *environment'))).toEqual([]);
  });

  it('knows no variable that is documented nowhere', () => {
    const variables = namesIn(compose, /\$\{\w+/g).map((name) => name.slice(2));
    const ofComposeAlone = namesIn(read('.env.example'), /(?<=^# )[A-Z_]+(?==)/gm);
    expect(ofComposeAlone).toContain('POSTGRES_PASSWORD');
    expect(variables.filter((name) => ![...documented, ...ofComposeAlone].includes(name))).toEqual([]);
  });

  it('asks every service that runs on whether it is well', () => {
    const services = compose
      .slice(compose.indexOf('\nservices:'), compose.indexOf('\nvolumes:'))
      .split(/\n(?= {2}[a-z]+:\n)/)
      .slice(1);
    const unasked = services
      .filter((service) => !service.includes('healthcheck:'))
      .map((text) => text.trim());
    // Migrations end; the other two are other people's images, with checks of their own or none.
    expect(unasked.map((text) => text.slice(0, text.indexOf(':')))).toEqual(['migrations', 'mail', 'proxy']);
  });

  it('publishes nothing past the proxy but to this machine', () => {
    const ports = [...compose.matchAll(/ports: \[(.+)\]/g)].map(([, list]) => list as string);
    expect(ports.length).toBeGreaterThan(3);
    const open = ports.filter((list) => !list.split(', ').every((port) => port.startsWith('"127.0.0.1:')));
    expect(open).toEqual(['"80:80", "443:443", "443:443/udp"']);
  });
});
