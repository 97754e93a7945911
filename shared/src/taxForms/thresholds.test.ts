import { expect, it } from 'vitest';
import { judgeYear, type Payee } from './thresholds.ts';

const payee = (change: Partial<Payee> = {}): Payee => ({
  kind: 'w9',
  exemptCode: null,
  region: 'PA',
  isForeign: false,
  withheld: 0,
  ...change,
});

it.each([
  [2_000_000, 201, false],
  [2_000_001, 200, false],
  [2_000_001, 201, true],
  [90_000_000, 12, false],
  [1_900_000, 4_000, false],
])('federal: %i cents in %i transactions: %s', (gross, transactions, federal) =>
  expect(judgeYear({ gross, transactions }, payee())).toMatchObject({
    federal,
    isReportable: federal,
    state: null,
  }),
);

it.each([
  ['MA', 59_999, 1, null],
  ['MA', 60_000, 1, 'MA'],
  ['NJ', 99_999, 9, null],
  ['NJ', 100_000, 1, 'NJ'],
  ['IL', 100_000, 9, null],
  ['IL', 100_001, 3, null],
  ['IL', 100_001, 4, 'IL'],
  ['PA', 1_900_000, 190, null],
] as const)('%s: %i cents in %i transactions: %s', (region, gross, transactions, state) =>
  expect(judgeYear({ gross, transactions }, payee({ region }))).toMatchObject({
    federal: false,
    state,
    isReportable: state !== null,
  }),
);

it('a state of which nothing is certain decides nothing, and is named', () => {
  const paid = { gross: 200_000, transactions: 9 };
  expect(judgeYear(paid, payee({ region: 'MO' }))).toMatchObject({
    isReportable: false,
    unsure: 'MO',
    state: null,
  });
  const large = { gross: 3_000_000, transactions: 300 };
  expect(judgeYear(large, payee({ region: 'MO' }))).toMatchObject({ federal: true, unsure: null });
});

it('exempt payees and foreign persons aren’t reported; what was withheld is, whatever the amount', () => {
  const paid = { gross: 3_000_000, transactions: 300 };
  expect(judgeYear(paid, payee({ exemptCode: '4' }))).toMatchObject({
    isReportable: false,
    exempt: 'exemptPayee',
  });
  expect(judgeYear(paid, payee({ exemptCode: '5' }))).toMatchObject({ isReportable: true, exempt: null });
  expect(judgeYear(paid, payee({ kind: 'w8', isForeign: true }))).toMatchObject({
    isReportable: false,
    exempt: 'foreign',
  });
  expect(judgeYear({ gross: 100, transactions: 1 }, payee({ withheld: 24 }))).toMatchObject({
    isReportable: true,
    withheld: true,
  });
  expect(judgeYear(paid, payee({ kind: null, region: null }))).toMatchObject({
    isReportable: true,
    federal: true,
  });
});

it('nearness is of the condition that is farther away, and reached only when both are', () => {
  expect(judgeYear({ gross: 1_500_000, transactions: 190 }, payee()).nearBps).toBe(7_500);
  expect(judgeYear({ gross: 90_000_000, transactions: 100 }, payee()).nearBps).toBe(4_975);
  expect(judgeYear({ gross: 2_000_000, transactions: 500 }, payee()).nearBps).toBe(9_999);
  expect(judgeYear({ gross: 2_000_001, transactions: 201 }, payee()).nearBps).toBe(10_000);
  expect(judgeYear({ gross: 50_000, transactions: 1 }, payee({ region: 'MD' })).nearBps).toBe(8_333);
});
