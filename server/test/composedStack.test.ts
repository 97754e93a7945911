/** The composed stack: its files name what there is, and its commands come up as its own checks say. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../src/platform/config.ts';
import { environmentOf, read, readStack, root, type Service } from './composedStack.ts';
import { emptyDatabase } from './database.ts';
import { eventually } from './fan.ts';
import { testPort } from './testPort.ts';

const needed = { SECRET: 'a secret of chance, long enough for it', HEALTH_TOKEN: 'a token of the health' };
const withTls = {
  ...needed,
  DOMAIN: 'tickets.example.com',
  PUBLIC_URL: 'https://tickets.example.com',
  TRUSTED_PROXIES: '1',
  COMPOSE_PROFILES: 'tls',
};
const { services, volumes } = readStack(needed);
const named = Object.entries(services);
const own = named.filter(([, { build }]) => build !== undefined);
const namesIn = (text: string, pattern: RegExp) => [...new Set(text.match(pattern) ?? [])].sort();
const inFile = (file: string, pattern: RegExp) =>
  [...read(file).matchAll(pattern)].map(([, found]) => found as string);

describe('docker-compose.yml', () => {
  // config.test.ts holds .env.example and what the program reads together.
  const documented = namesIn(read('.env.example'), /^[A-Z_]+(?==)/gm);

  it('passes every variable on, to every program', () => {
    expect(own.map(([name]) => name)).toEqual(['migrations', 'web', 'worker', 'sandbox']);
    for (const [name, { env_file, environment = {} }] of own) {
      expect([...new Set([...Object.keys(environment), 'ROLE'])].toSorted(), name).toEqual(
        documented.toSorted(),
      );
      expect(env_file, name).toEqual([{ path: '.env', required: false }]);
    }
  });

  it('knows no variable that is documented nowhere', () => {
    const variables = namesIn(read('docker-compose.yml'), /\$\{\w+/g).map((name) => name.slice(2));
    const ofComposeAlone = namesIn(read('.env.example'), /(?<=^# )[A-Z_]+(?==)/gm);
    expect(ofComposeAlone).toContain('POSTGRES_PASSWORD');
    expect(variables.filter((name) => ![...documented, ...ofComposeAlone].includes(name))).toEqual([]);
  });

  it('asks for what it can’t do without, in words', () => {
    expect(() => readStack({})).toThrow('Set SECRET to at least 32 characters');
    expect(() => readStack({ SECRET: needed.SECRET })).toThrow('Set HEALTH_TOKEN');
  });

  it.each([
    ['without a domain', needed],
    ['with one', withTls],
  ])('is a configuration that production takes, %s', (_, env) => {
    const stack = readStack(env).services;
    const configOf = (name: string) => readConfig(environmentOf(stack[name] as Service, env));
    expect(configOf('web')).toMatchObject({ production: true, role: 'web', port: 3000, host: '0.0.0.0' });
    expect(configOf('worker')).toMatchObject({ production: true, role: 'worker', healthPort: 3002 });
    const isBehindProxy = env === withTls;
    expect(configOf('web').trustedProxies).toBe(isBehindProxy ? 1 : 0);
    expect(configOf('web').publicUrl).toBe(isBehindProxy ? withTls.PUBLIC_URL : 'http://localhost:3000');
  });

  it('waits for services that there are, and for what they can show', () => {
    for (const [name, { depends_on = {} }] of named)
      for (const [other, { condition }] of Object.entries(depends_on)) {
        expect(services[other], `${name} waits for ${other}`).toBeDefined();
        const shows = services[other]?.healthcheck ? 'service_healthy' : 'service_completed_successfully';
        expect(condition, `${name} waits for ${other}`).toBe(shows);
      }
  });

  it('asks every service that runs on whether it is well', () => {
    const unasked = named.filter(([, { healthcheck }]) => !healthcheck).map(([name]) => name);
    // Migrations end; the other two are other people's images, with checks of their own or none.
    expect(unasked).toEqual(['migrations', 'mail', 'proxy']);
  });

  it('publishes nothing past the proxy but to this machine, and only what somebody listens on', () => {
    const open = named.flatMap(([, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')),
    );
    expect(open).toEqual(['80:80', '443:443', '443:443/udp']);
    expect(services.web?.ports).toEqual([`127.0.0.1:3000:${services.web?.environment?.PORT}`]);
    const flag = services.sandbox?.command?.find((part) => part.startsWith('--port='));
    expect(services.sandbox?.ports).toEqual([`127.0.0.1:3001:${flag?.slice('--port='.length)}`]);
  });

  it('mounts what there is', () => {
    const mounts = named
      .flatMap(([, each]) => each.volumes ?? [])
      .map((mount) => mount.split(':')[0] as string);
    const files = mounts.filter((mount) => mount.startsWith('.'));
    expect(files).toEqual(['./docs/operations/Caddyfile']);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    expect(mounts.filter((mount) => !files.includes(mount)).toSorted()).toEqual(
      Object.keys(volumes).toSorted(),
    );
  });

  it('has a proxy that leads to the web service', () => {
    const proxied = inFile('docs/operations/Caddyfile', /reverse_proxy (\S+)/g);
    expect(proxied).toEqual([`web:${services.web?.environment?.PORT}`]);
    const asked = inFile('docs/operations/Caddyfile', /\{\$(\w+)\}/g);
    expect(asked).toEqual(Object.keys(services.proxy?.environment ?? {}));
  });
});

describe('the Dockerfile', () => {
  it('copies what there is, out of stages that there are', () => {
    const stages = inFile('Dockerfile', /^FROM \S+ AS (\w+)$/gm);
    expect(inFile('Dockerfile', /^FROM (manifests)\b/gm).every((from) => stages.includes(from))).toBe(true);
    const staged = inFile('Dockerfile', /^COPY --from=(\w+)/gm);
    expect(staged.length).toBeGreaterThan(4);
    expect(staged.filter((from) => !stages.includes(from))).toEqual([]);
    const copied = inFile('Dockerfile', /^COPY (?!--from)(.+) \S+$/gm).flatMap((list) => list.split(' '));
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const folders = inFile('Dockerfile', /^COPY --from=screens \/app\/(\w+)/gm);
    expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
  });

  it('has the manifest of every workspace, and installs those that exist', () => {
    const { workspaces, scripts } = JSON.parse(read('package.json')) as {
      workspaces: string[];
      scripts: Record<string, string>;
    };
    const manifests = inFile('Dockerfile', /^COPY (\w+)\/package\.json \1\/$/gm);
    expect(manifests.toSorted()).toEqual(workspaces.toSorted());
    const asked = inFile('Dockerfile', /--workspace (\w+)/g);
    expect(asked.filter((name) => !workspaces.includes(name))).toEqual([]);
    for (const name of inFile('Dockerfile', /npm run (\w+) --workspace/g))
      for (const screens of ['storefront', 'admin'])
        expect(JSON.parse(read(`${screens}/package.json`)).scripts, screens).toHaveProperty(name);
    expect(scripts).toHaveProperty('verify');
  });
});

/** The image's own command, of a service that says no other. */
const imageCommand = JSON.parse(inFile('Dockerfile', /^CMD (.+)$/gm)[0] as string) as string[];

it('on an empty database its commands come up, healthy by its own checks, with the set-up page', async () => {
  const database = await emptyDatabase();
  const [web, sandbox, health] = [await testPort(), await testPort(), await testPort()];
  // What the containers' names and ports are on this machine.
  const here = (text: string) =>
    text
      .replaceAll(/\b(web|localhost|127\.0\.0\.1):3000\b/g, `127.0.0.1:${web}`)
      .replaceAll(/\b(sandbox|localhost|127\.0\.0\.1):3001\b/g, `127.0.0.1:${sandbox}`)
      .replaceAll('127.0.0.1:3002', `127.0.0.1:${health}`)
      .replaceAll('--port=3001', `--port=${sandbox}`)
      .replaceAll('--host=0.0.0.0', '--host=127.0.0.1')
      .replaceAll(/postgres:\/\/\S+@postgres:5432\/\w+/g, database.url);
  const env = { ...needed, SMTP_URL: 'smtp://127.0.0.1:9' };
  const stack = readStack(env).services;
  const running: ReturnType<typeof spawn>[] = [];
  onTestFinished(async () => {
    for (const child of running) {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
      child.kill('SIGTERM');
      await ended;
    }
    await database.drop();
  });
  const logs: Record<string, string> = {};
  const start = (name: string) => {
    const service = stack[name] as Service;
    const [program, ...parts] = (service.command ?? imageCommand).map(here);
    const given = environmentOf(service, env);
    const ports = { PORT: String(web), HEALTH_PORT: given.HEALTH_PORT && String(health), HOST: '127.0.0.1' };
    const variables = Object.entries({ ...given, ...ports }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, here(value)] as const],
    );
    const child = spawn(program as string, parts, {
      cwd: root,
      env: { PATH: process.env.PATH, ...Object.fromEntries(variables) },
    });
    logs[name] = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        logs[name] += String(text);
      });
    running.push(child);
    return child;
  };
  const isWell = async (name: string) => {
    const [, program, ...parts] = (stack[name]?.healthcheck?.test ?? []).map(here);
    return promisify(execFile)(program as string, parts).then(
      () => true,
      () => false,
    );
  };

  const [code] = await once(start('migrations'), 'exit');
  expect([code, logs.migrations]).toEqual([0, expect.anything()]);
  for (const name of ['sandbox', 'web', 'worker']) start(name);
  for (const name of ['sandbox', 'web', 'worker'])
    await eventually(
      `${name} is healthy`,
      () => isWell(name),
      undefined,
      async () => logs[name] ?? '',
    );

  const answer = await fetch(`http://127.0.0.1:${web}/`, { redirect: 'manual' });
  expect(new URL(answer.headers.get('location') ?? '', `http://127.0.0.1:${web}`).pathname).toBe('/set-up');
  expect(logs.web).toMatch(/"code":"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}"/);
  const ready = async () => {
    const asked = await fetch(`http://127.0.0.1:${web}/health/ready`, {
      headers: { authorization: `Bearer ${needed.HEALTH_TOKEN}` },
    });
    return ((await asked.json()) as { ready: boolean }).ready;
  };
  await eventually('everything is ready', ready);
});
