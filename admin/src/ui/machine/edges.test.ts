import type { MachineDrawing } from '@holdfast/shared/support';
import { expect, test } from 'vitest';
import { drawnEdges, type Step } from './edges.ts';

const state = (id: string) => ({ id, label: id, parent: null, final: false });
const edge = (from: string, to: string, message: string, after = false) => ({ from, to, message, after });
const drawing: MachineDrawing = {
  states: [
    'pending',
    'pending.holding',
    'pending.paying',
    'pending.settling',
    'paid',
    'expired',
    'failed',
  ].map(state),
  edges: [
    edge('pending', 'expired', 'hold', true),
    edge('pending.holding', 'pending.paying', 'pay'),
    edge('pending.paying', 'paid', 'paymentCaptured'),
    edge('pending.paying', 'pending.settling', 'paymentFailed'),
    edge('pending.settling', 'pending.holding', ''),
    edge('pending.settling', 'failed', ''),
  ],
};
const pairs = (kind: string, now: string, way: Step[] = []) =>
  drawnEdges('reservation', drawing, now, way)
    .filter((each) => each.kind === kind)
    .map(({ from, to }) => `${from}>${to}`)
    .sort();

test('what leads out of the whole leads out of the state inside it', () => {
  expect(pairs('can', 'pending.holding')).toEqual([
    'pending.holding>expired',
    'pending.holding>pending.paying',
  ]);
});

test('a crossing without a stay is one line, and what a guard rules out is none', () => {
  expect(pairs('can', 'pending.paying')).toEqual([
    'pending.paying>failed',
    'pending.paying>paid',
    'pending.paying>pending.holding',
  ]);
});

test('the way is numbered in its order, the first state included', () => {
  const way = [
    { from: null, to: 'pending.holding', message: 'init' },
    { from: 'pending.holding', to: 'pending.paying', message: 'pay' },
    { from: 'pending.paying', to: 'paid', message: 'paymentCaptured' },
  ];
  expect(
    drawnEdges('reservation', drawing, 'paid', way)
      .filter((each) => each.kind === 'way')
      .map(({ to, steps, label }) => [to, steps, label]),
  ).toEqual([
    ['pending.paying', [2], 'pays'],
    ['paid', [3], 'captured'],
  ]);
});
