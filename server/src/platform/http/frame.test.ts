/** The frame over HTTP: one transaction, one answer per Idempotency-Key, contracts of path, query and body. */
import type { AddressInfo } from 'node:net';
import { idParam } from '@holdfast/shared/http';
import Koa from 'koa';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { eventually } from '../../../test/fan.ts';
import { type Database, openDatabase, queryPrepared, type Trx } from '../db/index.ts';
import { newId } from '../ids.ts';
import { createLogger } from '../logging.ts';
import { Problem } from '../problem.ts';
import {
  answerProblems,
  command,
  describeApi,
  endpoint,
  guardUnsafe,
  identifyRequest,
  mountEndpoints,
  query,
  readBody,
  readFileOf,
} from './index.ts';

const id = newId('listing');
const person = newId('person');
const common = { path: '/notes/:id', params: idParam('listing'), tag: 'Notes', summary: 'A note' } as const;
const noteBody = z.object({ text: z.string().min(1), preview: z.boolean().default(false) });
const noteAnswer = z.object({ id: z.string(), text: z.string(), by: z.string(), count: z.int() });

async function countOf(trx: Trx): Promise<number> {
  const [row] = await queryPrepared<{ count: number }>(trx, 'SELECT count(*)::int AS count FROM notes');
  return row?.count ?? 0;
}

/** Lets a test hold a command open. */
let gate: Promise<void> = Promise.resolve();

const endpoints = [
  command({
    ...common,
    method: 'post',
    body: noteBody,
    answer: noteAnswer,
    status: 201,
    idempotent: ({ body }) => !body.preview,
    async run(trx, { params, body, principal }) {
      await queryPrepared(trx, 'INSERT INTO notes (text) VALUES ($1)', [body.text]);
      await gate;
      if (body.text === 'refused') throw new Problem('forbidden', 'Not this one.');
      return { id: params.id, text: body.text, by: principal.by, count: await countOf(trx) };
    },
  }),
  command({
    ...common,
    method: 'delete',
    status: 204,
    idempotent: true,
    run: (trx) => queryPrepared(trx, 'DELETE FROM notes').then(() => undefined),
  }),
  query({
    ...common,
    query: z.object({ most: z.coerce.number().int().min(1).default(10) }),
    answer: z.object({ count: z.int(), most: z.int() }),
    run: async (trx, { query: { most } }) => ({ count: await countOf(trx), most }),
  }),
  endpoint({
    path: '/raw',
    tag: 'Notes',
    summary: 'A raw endpoint that needs a key',
    method: 'post',
    idempotent: true,
    answer: z.object({ done: z.boolean() }),
    handle: async () => ({ done: true }),
  }),
  endpoint({
    path: '/files/:id',
    params: idParam('listing'),
    tag: 'Notes',
    summary: 'An endpoint that reads its body itself',
    method: 'put',
    bodyComesAs: 'stream',
    answer: z.object({ bytes: z.int() }),
    handle: async (ctx) => ({ bytes: (await readFileOf(ctx, 1024 * 1024, 'A file')).length }),
  }),
  endpoint({
    path: '/forms',
    tag: 'Notes',
    summary: 'An endpoint that takes a browser’s own form',
    method: 'post',
    bodyComesAs: 'form',
    body: z.object({ text: z.string(), more: z.string().optional() }),
    answer: z.object({ text: z.string() }),
    handle: async (_ctx, { body: { text } }) => ({ text }),
  }),
];

let database: TestDatabase;
let db: Database;
let url: string;
let close: () => void;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, { max: 8, onError: () => {} });
  await db.raw('CREATE TABLE notes (text text NOT NULL)');
  const log = createLogger('silent', 'test');
  const app = new Koa();
  app.use(identifyRequest(log));
  app.use(answerProblems(log));
  app.use(guardUnsafe('http://127.0.0.1'));
  app.use(readBody(endpoints));
  app.use((ctx, next) => {
    const personId = ctx.get('x-person') || person;
    ctx.state.caller = {
      fanId: personId,
      personId,
      name: null,
      email: null,
      roles: [],
      consignorId: null,
      lacksSecondFactor: false,
      hasFreshProof: true,
      hasPasskeyProof: false,
      key: null,
    };
    return next();
  });
  app.use(mountEndpoints(endpoints, { db, guard: () => {} }));
  const server = app.listen(0);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  close = () => server.close();
});
beforeEach(() => db('notes').delete());
afterAll(async () => {
  close();
  await db.destroy();
  await database.drop();
});

async function send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
const post = (body: object, key: string, headers = {}) =>
  send('POST', `/notes/${id}`, body, key === '' ? headers : { 'idempotency-key': key, ...headers });
/** Requests that wait for another one's transaction. */
async function waiting(): Promise<number> {
  const { rows } = await db.raw(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0].count;
}
const stored = async () => (await db('notes').select('text')).map(({ text }) => text);

describe('a command', () => {
  it('that needs a key answers 400 without one, names the header, and changes nothing', async () => {
    expect(await post({ text: 'a' }, '')).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_missing', detail: expect.stringContaining('Idempotency-Key') },
    });
    expect(await send('DELETE', `/notes/${id}`)).toMatchObject({ status: 400 });
    expect(await send('POST', '/raw')).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_missing' },
    });
    expect(await stored()).toEqual([]);
  });

  it('is done once per key, names its caller, and gives the first answer again', async () => {
    const first = await post({ text: 'a' }, 'replay');
    expect(first).toEqual({ status: 201, body: { id, text: 'a', by: person, count: 1 } });
    await post({ text: 'b' }, 'another');
    expect(await post({ text: 'a' }, 'replay')).toEqual(first);
    expect(await stored()).toEqual(['a', 'b']);
  });

  it('without an answer gives 204 again', async () => {
    const headers = { 'idempotency-key': 'drop' };
    expect(await send('DELETE', `/notes/${id}`, undefined, headers)).toEqual({ status: 204, body: null });
    await post({ text: 'later' }, 'later');
    expect(await send('DELETE', `/notes/${id}`, undefined, headers)).toEqual({ status: 204, body: null });
    expect(await stored()).toEqual(['later']);
  });

  it('refuses a key with another body or another address', async () => {
    await post({ text: 'a' }, 'reused');
    const refused = { status: 409, body: { code: 'idempotency_key_reused' } };
    expect(await post({ text: 'b' }, 'reused')).toMatchObject(refused);
    const elsewhere = `/notes/${newId('listing')}`;
    expect(await send('POST', elsewhere, { text: 'a' }, { 'idempotency-key': 'reused' })).toMatchObject(
      refused,
    );
    expect(await stored()).toEqual(['a']);
  });

  it('keeps the keys of two people apart', async () => {
    await post({ text: 'a' }, 'shared');
    const other = newId('person');
    expect(await post({ text: 'b' }, 'shared', { 'x-person': other })).toMatchObject({
      status: 201,
      body: { by: other, text: 'b' },
    });
  });

  it('is done once when the same key comes many times at once', async () => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const answers = Promise.all(Array.from({ length: 5 }, () => post({ text: 'a' }, 'at-once')));
    const other = post({ text: 'b' }, 'at-once');
    await eventually('five requests wait for the first', async () => (await waiting()) === 5);
    open();
    // Whichever body came first was done; every request with the other one was refused.
    const statuses = (await answers).map(({ status }) => status);
    const expected = (await other).status === 201 ? 409 : 201;
    expect(statuses).toEqual(Array(5).fill(expected));
    expect(await stored()).toHaveLength(1);
  });

  it('that is refused is rolled back, and its key is free', async () => {
    expect(await post({ text: 'refused' }, 'free')).toMatchObject({ status: 403 });
    expect(await stored()).toEqual([]);
    expect(await post({ text: 'a' }, 'free')).toMatchObject({ status: 201, body: { count: 1 } });
  });

  it('needs no key for a preview, and computes it each time', async () => {
    const preview = { text: 'a', preview: true };
    expect(await post(preview, '')).toMatchObject({ body: { count: 1 } });
    expect(await post(preview, 'preview')).toMatchObject({ body: { count: 2 } });
    expect(await post(preview, 'preview')).toMatchObject({ body: { count: 3 } });
  });

  it('answers 404 to an id of another kind, and 422 to a body that its contract refuses', async () => {
    for (const wrong of ['lst_1', newId('event'), '%00', 'x'.repeat(2_000)])
      expect(await send('POST', `/notes/${wrong}`, { text: 'a' }, { 'idempotency-key': 'k' })).toMatchObject({
        status: 404,
        body: { code: 'not_found', detail: expect.stringContaining('listing') },
      });
    expect(await post({ text: '' }, 'refused-body')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'text' }] },
    });
  });
});

describe('a body', () => {
  it('with fields that its contract doesn’t know is refused, and each is named, beside the other problems', async () => {
    const errors = async (body: object) =>
      ((await post(body, `unknown-${JSON.stringify(body).length}`)).body.errors ?? []).map(
        ({ field, code }: { field: string; code: string }) => `${field} ${code}`,
      );
    expect(await errors({ text: 'a', txet: 'b' })).toEqual(['txet unknown_field']);
    expect(await errors({ text: '', previews: true })).toEqual(['text too_small', 'previews unknown_field']);
    expect(await stored()).toEqual([]);
  });

  it('isn’t taken by an address that has none', async () => {
    const asked = (body: object) => send('POST', '/raw', body, { 'idempotency-key': 'no-body' });
    expect(await asked({ done: true })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'done', code: 'unknown_field' }] },
    });
    expect(await asked({})).toMatchObject({ status: 200 });
  });

  it('with a card number in a text is refused before anything is stored', async () => {
    expect(await post({ text: 'Fan paid by 4242 4242 4242 4242' }, 'card')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'text', code: 'card_number' }] },
    });
    expect(await stored()).toEqual([]);
  });
});

describe('a query', () => {
  it('reads by validated parameters', async () => {
    await post({ text: 'a' }, 'for-the-query');
    expect(await send('GET', `/notes/${id}?most=3`)).toEqual({ status: 200, body: { count: 1, most: 3 } });
    expect(await send('GET', `/notes/${id}?most=0`)).toMatchObject({ status: 422 });
    expect(await send('GET', '/notes/lst_1')).toMatchObject({ status: 404 });
  });
});

describe('the declarations', () => {
  it('describe path parameters and who needs a key', () => {
    const { paths } = describeApi(endpoints, 'http://localhost');
    const parameters = (path: string, method: 'post' | 'get' | 'delete') =>
      (paths?.[path]?.[method]?.parameters ?? []).map((each) => {
        const {
          name,
          in: place,
          required = false,
        } = each as { name: string; in: string; required?: boolean };
        return `${place} ${name}${required ? ' required' : ''}`;
      });
    expect(parameters('/api/notes/{id}', 'post')).toEqual(['path id required', 'header Idempotency-Key']);
    expect(parameters('/api/notes/{id}', 'delete')).toEqual([
      'path id required',
      'header Idempotency-Key required',
    ]);
    expect(parameters('/api/notes/{id}', 'get')).toEqual(['path id required', 'query most']);
  });

  it('are refused where path and parameters differ', () => {
    const declare = () =>
      query({ path: '/notes/:id/:line', params: idParam('listing'), tag: '', summary: '', run: countOf });
    expect(declare).toThrow('params declares id');
  });
});

describe('a body', () => {
  const sendAs = (method: string, path: string, type: string, body: string) =>
    fetch(`${url}${path}`, { method, headers: { 'content-type': type }, body });

  it('that an endpoint reads itself comes as it is, larger than any JSON and of any type', async () => {
    const file = await sendAs('PUT', `/files/${id}`, 'application/pdf', 'x'.repeat(300 * 1024));
    expect(await file.json()).toEqual({ bytes: 300 * 1024 });
    // Another method of the same address isn't declared so.
    expect((await sendAs('POST', `/files/${id}`, 'application/pdf', 'x')).status).toBe(415);
  });

  it('of a form is taken where that is declared, and nowhere else', async () => {
    const type = 'application/x-www-form-urlencoded';
    expect(await (await sendAs('POST', '/forms', type, 'text=a+b&more=')).json()).toEqual({ text: 'a b' });
    expect(await (await sendAs('POST', '/forms', 'application/json', '{"text":"c"}')).json()).toEqual({
      text: 'c',
    });
    expect((await sendAs('POST', `/notes/${id}`, type, 'text=a')).status).toBe(415);
  });
});
