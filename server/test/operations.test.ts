/** The files for operators name what exists. */
import { expect } from 'vitest';
import { read } from './composedStack.ts';
import { it } from './fixtures.ts';

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
