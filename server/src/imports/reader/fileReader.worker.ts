/**
 * The thread that reads an uploaded file. It has a heap of its own with a cap: a file that needs more ends this thread,
 * and its import fails in plain words.
 */
import { parentPort } from 'node:worker_threads';
import type { DecimalMark } from '@holdfast/shared/imports/broker';
import type { Source } from '../source.ts';
import { csvRecords, keepable, surveyLines } from './csv.ts';
import { Unreadable } from './limits.ts';
import type { Answer, FileRecord, Request, Survey } from './protocol.ts';
import { type SurveyedRecord, surveyRecords } from './survey.ts';
import type { TypedCell } from './workbook.ts';

const recordsAtOnce = 500;

const port = parentPort;
if (!port) throw new Error('fileReader runs as a worker thread');

let parts: Uint8Array[] = [];
let openRecords: ((mark: DecimalMark) => AsyncGenerator<FileRecord>) | null = null;
let records: AsyncGenerator<FileRecord> | null = null;

async function survey(source: Source, wanted: string | null): Promise<Survey> {
  const bytes = Buffer.concat(parts);
  parts = [];
  if (source.kind === 'xlsx') {
    // A file of text doesn't need the reader of workbooks, which is half of what this thread loads.
    const { cellText, openWorkbook } = await import('./workbook.ts');
    const { sheets, sheet, rows } = await openWorkbook(bytes, wanted);
    const readRecords = (mark: DecimalMark) => workbookRecords(rows, (cell) => cellText(cell, mark));
    openRecords = readRecords;
    return { encoding: null, sheets, sheet, ...(await surveyRecords(readRecords('.'))) };
  }
  const encoding = surveyLines(bytes, source.encoding);
  openRecords = () => csvRecords(bytes, { ...source, encoding });
  return { encoding, sheets: [], sheet: null, ...(await surveyRecords(csvTexts(openRecords('.')))) };
}

async function* csvTexts(all: AsyncGenerator<FileRecord>): AsyncGenerator<SurveyedRecord> {
  for await (const record of all) yield { ...record, texts: record.cells };
}

async function* workbookRecords(
  rows: TypedCell[][],
  textOf: (cell: TypedCell) => string,
): AsyncGenerator<SurveyedRecord> {
  for (const [at, row] of rows.entries()) {
    const cells = row.map((value) => keepable(textOf(value)));
    if (cells.every((cell) => cell === '')) continue;
    yield { cells, line: at + 1, texts: row.map((value) => (typeof value === 'string' ? value : '')) };
  }
}

async function nextRecords(): Promise<Answer> {
  const batch: FileRecord[] = [];
  while (batch.length < recordsAtOnce) {
    const next = await records?.next();
    if (!next || next.done) return { type: 'records', records: batch, isLast: true };
    const { cells, line, isTorn } = next.value;
    batch.push({ cells, line, ...(isTorn ? { isTorn } : {}) });
  }
  return { type: 'records', records: batch, isLast: false };
}

async function answer(request: Request): Promise<Answer | null> {
  switch (request.type) {
    case 'part':
      parts.push(request.bytes);
      return null;
    case 'survey':
      return { type: 'survey', survey: await survey(request.source, request.sheet) };
    case 'read':
      records = openRecords?.(request.mark) ?? null;
      return null;
    case 'next':
      return nextRecords();
  }
}

let working: Promise<void> = Promise.resolve();

port.on('message', (request: Request) => {
  working = working.then(async () => {
    try {
      const found = await answer(request);
      if (found) port.postMessage(found);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      port.postMessage({ type: 'refused', message: error.message } satisfies Answer);
    }
  });
});
