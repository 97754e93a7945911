/** Answers as banks write them: ACH returns and corrections, pain.002, camt.053. */

const pad = (text: string, width: number) => text.padEnd(width).slice(0, width);
/** An ACH file of returns (799) or corrections (798), as the receiving banks write them, one batch each. */
export function achAnswer(
  entries: Array<{ trace: string; code: string; amount: number; data?: string; kind?: '98' | '99' }>,
): string {
  const lines = [
    pad('101 1234567890 0210000212611300900A094101HOLDFAST INC           JPMORGAN CHASE', 94),
    pad('5200HOLDFAST                            1234567890PPDPAYOUT    261130261130   1091000010000001', 94),
    ...entries.flatMap(({ trace, code, amount, data = '', kind = '99' }, at) => [
      pad(
        `626021000021123456789        ${String(kind === '98' ? 0 : amount).padStart(10, '0')}HFP000000000000Pat Owner               1${trace}`,
        94,
      ),
      // Columns 22 to 27 are of a death; 28 to 35 the receiving bank; 36 on is text or what is corrected.
      pad(`7${kind}${code}${trace}      02100002${pad(data, 44)}${String(at + 1).padStart(15, '0')}`, 94),
    ]),
    pad('82000000020002100002000000000000000000000000', 94),
    pad('9000001000001000000020002100002000000000000000000000000', 94),
  ];
  return lines.join('\n');
}

/** A status report: each transfer by its key. */
export const painAnswer = (
  transactions: Array<{ key: string; status: string; code?: string }>,
  about = 'HF1',
) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
  <GrpHdr><MsgId>R1</MsgId><CreDtTm>2037-01-01T10:00:00</CreDtTm></GrpHdr>
  <OrgnlGrpInfAndSts><OrgnlMsgId>${about}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
  <OrgnlPmtInfAndSts><OrgnlPmtInfId>${about}</OrgnlPmtInfId>${transactions
    .map(
      ({ key, status, code }) =>
        `<TxInfAndSts><OrgnlEndToEndId>${key}</OrgnlEndToEndId><TxSts>${status}</TxSts>${code ? `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>` : ''}</TxInfAndSts>`,
    )
    .join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

/** An account statement: debits and credits that name keys. */
export const camtAnswer = (
  entries: Array<{ key: string; amount: string; isCredit?: boolean; code?: string; day?: string }>,
) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>${entries
    .map(
      ({ key, amount, isCredit = false, code, day = new Date().toISOString().slice(0, 10) }) =>
        `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${isCredit ? 'CRDT' : 'DBIT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt>
        <NtryDtls><TxDtls><Refs><EndToEndId>${key}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt>${code ? `<RtrInf><Rsn><Cd>${code}</Cd></Rsn></RtrInf>` : ''}</TxDtls></NtryDtls></Ntry>`,
    )
    .join('')}</Stmt></BkToCstmrStmt></Document>`;
