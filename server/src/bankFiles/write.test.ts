/** Files as they are written, read back by readers that know nothing of the writers: an XML parser, and the columns of Nacha's book. */
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { paymentTo, sepaDetails, sepaDraft, usDetails, usDraft } from './drafts.fixture.ts';
import { writeNacha } from './writeNacha.ts';
import { painErrors, writePain } from './writePain.ts';

describe('pain.001.001.09', () => {
  const draft = {
    ...sepaDraft,
    payments: [
      paymentTo(sepaDetails, 1),
      paymentTo(
        {
          ...sepaDetails,
          iban: 'NL91ABNA0417164300',
          bic: null,
          street: null,
          postalCode: null,
          town: '’s-Hertogenbosch',
          country: 'NL',
        },
        2,
        { amount: 5 },
      ),
      paymentTo({ ...sepaDetails, holder: 'O’Neill “Tickets” <Ltd>' }, 3, { amount: 99_999_999_999 }),
    ],
  };
  const xml = writePain({ ...draft, payments: draft.payments.slice(0, 2) });
  const read = (text: string) =>
    new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(text).Document.CstmrCdtTrfInitn;

  it('is valid by the schema of ISO 20022', async () => {
    expect(await painErrors(xml)).toEqual([]);
    expect(await painErrors(writePain(sepaDraft))).toEqual([]);
    // The schema is asked, not believed: it refuses what is wrong.
    expect(await painErrors(xml.replace('<TwnNm>Berlin</TwnNm>', '<TwnNm></TwnNm>'))).not.toEqual([]);
    expect(
      await painErrors(
        xml.replace(
          '<ReqdExctnDt><Dt>2026-12-01</Dt></ReqdExctnDt>',
          '<ReqdExctnDt>2026-12-01</ReqdExctnDt>',
        ),
      ),
    ).not.toEqual([]);
  });

  it('says what is paid, to whom, from where and when', () => {
    const { GrpHdr, PmtInf } = read(xml);
    expect(GrpHdr).toEqual({
      MsgId: draft.messageId,
      CreDtTm: '2026-11-30T16:25:00',
      NbOfTxs: '2',
      CtrlSum: '180.06',
      InitgPty: { Nm: 'Holdfast Tickets' },
    });
    expect(PmtInf).toMatchObject({
      PmtMtd: 'TRF',
      NbOfTxs: '2',
      CtrlSum: '180.06',
      PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
      ReqdExctnDt: { Dt: '2026-12-01' },
      Dbtr: { Nm: 'Holdfast Tickets', PstlAdr: { TwnNm: 'Paris', Ctry: 'FR' } },
      DbtrAcct: { Id: { IBAN: 'FR7630006000011234567890189' } },
      DbtrAgt: { FinInstnId: { BICFI: 'AGRIFRPP' } },
      ChrgBr: 'SLEV',
    });
    expect(PmtInf.CdtTrfTxInf).toEqual([
      {
        PmtId: { InstrId: 'HFP000000000001', EndToEndId: 'HFP000000000001' },
        Amt: { InstdAmt: { '#text': '180.01', '@_Ccy': 'EUR' } },
        CdtrAgt: { FinInstnId: { BICFI: 'COBADEFFXXX' } },
        Cdtr: {
          Nm: 'Jurgen Gross + Sohne',
          PstlAdr: { StrtNm: 'Strasse des 17. Juni 1', PstCd: '10623', TwnNm: 'Berlin', Ctry: 'DE' },
        },
        CdtrAcct: { Id: { IBAN: 'DE89370400440532013000' } },
        RmtInf: { Ustrd: 'Payout HFP000000000001' },
      },
      {
        PmtId: { InstrId: 'HFP000000000002', EndToEndId: 'HFP000000000002' },
        Amt: { InstdAmt: { '#text': '0.05', '@_Ccy': 'EUR' } },
        Cdtr: { Nm: 'Jurgen Gross + Sohne', PstlAdr: { TwnNm: "'s-Hertogenbosch", Ctry: 'NL' } },
        CdtrAcct: { Id: { IBAN: 'NL91ABNA0417164300' } },
        RmtInf: { Ustrd: 'Payout HFP000000000002' },
      },
    ]);
  });

  it('sums the largest amounts to the cent, and lets no text be markup', async () => {
    const large = writePain(draft);
    expect(await painErrors(large)).toEqual([]);
    expect(read(large).GrpHdr.CtrlSum).toBe('1000000180.05');
    expect(read(large).PmtInf.CdtTrfTxInf[2].Cdtr.Nm).toBe("O'Neill 'Tickets' <Ltd>");
  });
});

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
