/** SEPA files as they are written, read back by an XML parser that knows nothing of the writer, and by the schema. */
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { paymentTo, sepaDetails, sepaDraft } from './drafts.fixture.ts';
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
