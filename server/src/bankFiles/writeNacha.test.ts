/** ACH files as they are written, read back by the columns of Nacha's book. */
import { describe, expect, it } from 'vitest';
import { paymentTo, usDetails, usDraft } from './drafts.fixture.ts';
import { writeNacha } from './writeNacha.ts';

/** Columns as Nacha's book numbers them, from 1; both ends belong to the field. */
const columns: Record<string, Record<string, readonly [number, number]>> = {
  '1': {
    priority: [2, 3],
    destination: [4, 13],
    origin: [14, 23],
    day: [24, 29],
    time: [30, 33],
    modifier: [34, 34],
    size: [35, 37],
    blocking: [38, 39],
    format: [40, 40],
    destinationName: [41, 63],
    originName: [64, 86],
  },
  '5': {
    service: [2, 4],
    company: [5, 20],
    companyId: [41, 50],
    sec: [51, 53],
    description: [54, 63],
    descriptive: [64, 69],
    effective: [70, 75],
    settlement: [76, 78],
    status: [79, 79],
    odfi: [80, 87],
    batch: [88, 94],
  },
  '6': {
    code: [2, 3],
    rdfi: [4, 11],
    check: [12, 12],
    account: [13, 29],
    amount: [30, 39],
    id: [40, 54],
    name: [55, 76],
    addenda: [79, 79],
    trace: [80, 94],
  },
  '8': {
    service: [2, 4],
    entries: [5, 10],
    hash: [11, 20],
    debit: [21, 32],
    credit: [33, 44],
    companyId: [45, 54],
    odfi: [80, 87],
    batch: [88, 94],
  },
  '9': {
    batches: [2, 7],
    blocks: [8, 13],
    entries: [14, 21],
    hash: [22, 31],
    debit: [32, 43],
    credit: [44, 55],
  },
};
function readAch(text: string) {
  expect(text.endsWith('\r\n')).toBe(true);
  const lines = text.slice(0, -2).split('\r\n');
  for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]{94}$/);
  expect(lines.length % 10).toBe(0);
  const records = lines.filter((line) => line !== '9'.repeat(94));
  return {
    lines,
    records: records.map((line) => ({
      type: line[0] as string,
      ...Object.fromEntries(
        Object.entries(columns[line[0] as string] ?? {}).map(([name, [from, to]]) => [
          name,
          line.slice(from - 1, to).trim(),
        ]),
      ),
    })) as Array<Record<string, string>>,
  };
}
const of = (records: Array<Record<string, string>>, type: string) =>
  records.filter((record) => record.type === type);

describe('an ACH file', () => {
  const payments = [
    paymentTo(usDetails, 3),
    paymentTo(
      {
        ...usDetails,
        holderKind: 'company',
        holder: 'Müller Tickets and Entertainment LLC',
        accountType: 'savings',
        routingNumber: '322271627',
      },
      2,
    ),
    paymentTo({ ...usDetails, routingNumber: '121042882', accountNumber: 'AB12345678901234Z' }, 1, {
      amount: 9_999_999_999,
    }),
  ];
  const { records, lines } = readAch(writeNacha({ ...usDraft, payments }));

  it('begins with its header', () => {
    expect(records[0]).toEqual({
      type: '1',
      priority: '01',
      destination: '021000021',
      origin: '1234567890',
      day: '261130',
      time: '1625',
      modifier: 'A',
      size: '094',
      blocking: '10',
      format: '1',
      destinationName: 'JPMORGAN CHASE',
      originName: 'HOLDFAST INC',
    });
  });

  it('pays people under PPD and companies under CCD, on the day that it says', () => {
    expect(of(records, '5')).toMatchObject([
      {
        service: '220',
        company: 'HOLDFAST',
        companyId: '1234567890',
        sec: 'PPD',
        description: 'PAYOUT',
        effective: '261201',
        settlement: '',
        status: '1',
        odfi: '09100001',
        batch: '0000001',
      },
      { sec: 'CCD', effective: '261201', batch: '0000002' },
    ]);
    expect(of(records, '6')).toEqual([
      {
        type: '6',
        code: '22',
        rdfi: '12104288',
        check: '2',
        account: 'AB12345678901234Z',
        amount: '9999999999',
        id: 'HFP000000000001',
        name: 'Pat Owner',
        addenda: '0',
        trace: '091000010000001',
      },
      {
        type: '6',
        code: '22',
        rdfi: '02100002',
        check: '1',
        account: '123456789',
        amount: '0000018003',
        id: 'HFP000000000003',
        name: 'Pat Owner',
        addenda: '0',
        trace: '091000010000003',
      },
      {
        type: '6',
        code: '32',
        rdfi: '32227162',
        check: '7',
        account: '123456789',
        amount: '0000018002',
        id: 'HFP000000000002',
        name: 'Muller Tickets and Ent',
        addenda: '0',
        trace: '091000010000002',
      },
    ]);
  });

  it('counts, hashes and sums its batches and itself', () => {
    const totals = (entries: Array<Record<string, string>>) => ({
      hash: String(entries.reduce((sum, { rdfi }) => sum + Number(rdfi), 0)).padStart(10, '0'),
      credit: String(entries.reduce((sum, { amount }) => sum + Number(amount), 0)).padStart(12, '0'),
    });
    const entries = of(records, '6');
    expect(of(records, '8')).toMatchObject([
      {
        service: '220',
        entries: '000002',
        debit: '000000000000',
        ...totals(entries.slice(0, 2)),
        odfi: '09100001',
        batch: '0000001',
      },
      { entries: '000001', ...totals(entries.slice(2)), batch: '0000002' },
    ]);
    expect(of(records, '9')).toEqual([
      {
        type: '9',
        batches: '000002',
        blocks: '000001',
        entries: '00000003',
        debit: '000000000000',
        ...totals(entries),
      },
    ]);
    expect(lines).toHaveLength(10);
  });

  it('keeps the last ten digits of its hash, fills its last block, and is one block where it fits', () => {
    const many = Array.from({ length: 600 }, (_, at) =>
      paymentTo({ ...usDetails, routingNumber: '322271627' }, at),
    );
    const large = readAch(writeNacha({ ...usDraft, payments: many }));
    expect(of(large.records, '9')[0]).toMatchObject({
      entries: '00000600',
      hash: String((32_227_162n * 600n) % 10_000_000_000n).padStart(10, '0'),
      blocks: '000061',
    });
    expect(large.lines).toHaveLength(610);
    expect(readAch(writeNacha({ ...usDraft, payments: many.slice(0, 6) })).lines).toHaveLength(10);
  });
});
