import type { MachineDrawing } from '@holdfast/shared/support';
import { expect, test } from 'vitest';
import { diagramOf } from './diagram.ts';
import type { Step } from './edges.ts';
import { namePlace, pathOf, pointAlong } from './layout.ts';

const state = (id: string, parent: string | null = null) => ({ id, label: id, parent, final: false });
const edge = (from: string, to: string, message: string) => ({ from, to, message, after: false });
const reservation: MachineDrawing = {
  states: [
    state('pending'),
    state('pending.holding', 'pending'),
    state('pending.paying', 'pending'),
    state('paid'),
    state('expired'),
  ],
  edges: [
    edge('pending', 'expired', 'hold'),
    edge('pending.holding', 'pending.paying', 'pay'),
    edge('pending.paying', 'paid', 'paymentCaptured'),
    edge('expired', 'paid', 'reacquire'),
  ],
};
const step = (from: string | null, to: string, message: string): Step => ({ from, to, message });
const begun = step(null, 'pending.holding', 'init');
const paying = step('pending.holding', 'pending.paying', 'pay');
const paid = step('pending.paying', 'paid', 'paymentCaptured');

test('boxes stand apart, what follows below, nested ones in the frame of their parent', () => {
  const { boxes, groups, layout } = diagramOf('reservation', reservation, 'pending.holding', [begun]);
  const placeOf = (id: string) => boxes.find((each) => each.id === id)!.place;
  expect(boxes.map(({ id, mark }) => [id, mark])).toEqual([
    ['pending.holding', 'now'],
    ['pending.paying', null],
    ['paid', null],
    ['expired', null],
  ]);
  expect(placeOf('pending.paying').y).toBeGreaterThan(placeOf('pending.holding').y);
  expect(placeOf('paid').y).toBeGreaterThan(placeOf('pending.paying').y);
  const [frame] = groups;
  for (const id of ['pending.holding', 'pending.paying']) {
    expect(placeOf(id).x).toBeGreaterThanOrEqual(frame!.place.x);
    expect(placeOf(id).y + placeOf(id).height).toBeLessThanOrEqual(frame!.place.y + frame!.place.height);
  }
  for (const { place } of boxes) expect(place.x + place.width).toBeLessThanOrEqual(layout.width);
});

test('as the actor goes on, its boxes stay where they are', () => {
  const early = diagramOf('reservation', reservation, 'pending.holding', [begun]);
  const late = diagramOf('reservation', reservation, 'paid', [begun, paying, paid]);
  expect(late.boxes.map(({ place }) => place)).toEqual(early.boxes.map(({ place }) => place));
  expect(late.lines.filter(({ kind }) => kind === 'way').map(({ steps }) => steps)).toEqual([[2], [3]]);
  expect(late.lines.every(({ points }) => points.length > 1)).toBe(true);
});

test('the aftermath of a payment is shown to whoever got there', () => {
  const payment: MachineDrawing = {
    states: ['created', 'succeeded', 'refunded'].map((id) => state(id)),
    edges: [edge('created', 'succeeded', 'captured'), edge('succeeded', 'refunded', 'refundDone')],
  };
  const ids = (at: string) => diagramOf('payment', payment, at, []).boxes.map(({ id }) => id);
  expect(ids('created')).toEqual(['created', 'succeeded']);
  expect(ids('succeeded')).toEqual(['created', 'succeeded', 'refunded']);
});

test('a line goes through its bends and is measured along them', () => {
  const bends = [
    { x: 0, y: 0 },
    { x: 0, y: 10 },
    { x: 30, y: 10 },
  ];
  expect(pointAlong(bends, 0.5)).toEqual({ x: 10, y: 10 });
  expect(pathOf(bends)).toBe('M0.0 0.0Q0.0 10.0 30.0 10.0');
  expect(pathOf(bends.slice(0, 2))).toBe('M0.0 0.0L0.0 10.0');
});

test('the name of a line at the edge of the drawing stays inside it', () => {
  const atTheEdge = [
    { x: 300, y: 0 },
    { x: 300, y: 40 },
  ];
  const { x, y } = namePlace(atTheEdge, 0.5, 'refund', 300);
  expect(x).toBeLessThan(285);
  expect(y).toBe(20);
  expect(namePlace(atTheEdge, 0.5, 'refund', 600).x).toBe(300);
});
