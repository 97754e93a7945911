/** Who may see and change an order: its buyer, and for reading a browser with a grant whose signature holds. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import Koa from 'koa';
import { expect, test } from 'vitest';
import type { AppContext } from '../platform/appContext.ts';
import type { Caller, Ctx } from '../platform/http/index.ts';
import type { ReservationRow } from '../reservations/index.ts';
import { grantOrder, isOrderLink, orderLink } from './orderAccess.ts';
import { mayChange, mayRead } from './policy.ts';

const app = { secret: 'a secret of tests, long enough', publicUrl: 'http://localhost' } as AppContext;
const order = { id: 'rsv_1', fan_id: 'fan_buyer' } as ReservationRow;

/** A request of a browser with cookies. */
function requestOf(fanId: string | null, cookie = ''): Ctx {
  const request = new IncomingMessage(new Socket());
  request.headers.cookie = cookie;
  const ctx = new Koa().createContext(request, new ServerResponse(request)) as unknown as Ctx;
  ctx.state.caller = { fanId } as Caller;
  return ctx;
}

/** The cookie that a browser gets with a grant for these orders. */
function grantedCookie(...ids: string[]): string {
  let cookie = '';
  for (const id of ids) {
    const ctx = requestOf('fan_other', cookie);
    grantOrder(ctx, app, id);
    const [set] = [ctx.res.getHeader('set-cookie')].flat();
    cookie = String(set).split(';')[0] ?? '';
  }
  return cookie;
}

const refusal = { code: 'not_found', status: 404 };

test('the buyer may read and change it', () => {
  expect(() => mayRead(requestOf('fan_buyer'), app, order)).not.toThrow();
  expect(() => mayChange({ fanId: 'fan_buyer' } as Caller, order)).not.toThrow();
});

test('anybody else gets the answer of an order that doesn’t exist', () => {
  for (const fanId of ['fan_other', null]) {
    expect(() => mayRead(requestOf(fanId), app, order)).toThrow(expect.objectContaining(refusal));
    expect(() => mayChange({ fanId } as Caller, order)).toThrow(expect.objectContaining(refusal));
  }
});

test('a grant lets its browser read exactly its orders', () => {
  const cookie = grantedCookie('rsv_1', 'rsv_2');
  expect(() => mayRead(requestOf(null, cookie), app, order)).not.toThrow();
  expect(() =>
    mayRead(requestOf(null, cookie), app, { ...order, id: 'rsv_2' } as ReservationRow),
  ).not.toThrow();
  expect(() => mayRead(requestOf(null, cookie), app, { ...order, id: 'rsv_3' } as ReservationRow)).toThrow();
});

test('a grant that was changed grants nothing', () => {
  const forged = grantedCookie('rsv_2').replace('rsv_2', 'rsv_1');
  expect(() => mayRead(requestOf(null, forged), app, order)).toThrow(expect.objectContaining(refusal));
});

test('the link of an email opens its own order only', () => {
  const signature = orderLink(app, 'rsv_1').split('/').at(-1) as string;
  expect(isOrderLink(app, 'rsv_1', signature)).toBe(true);
  expect(isOrderLink(app, 'rsv_2', signature)).toBe(false);
  expect(isOrderLink(app, 'rsv_1', `${signature.slice(0, -1)}x`)).toBe(false);
});
