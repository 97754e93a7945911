/** Reads a file while the application is asked whether it lives. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportFile } from '@holdfast/shared/imports';
import { expect, type TestContext } from 'vitest';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { sheetXml } from '../../test/importFiles.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

/** Who uploads, for whom. */
export interface Uploader {
  app: TestApp;
  staff: Fan;
  consignorId: string;
}

/** Staff of the application, and a consignor. */
export const createUploader = async (app: TestApp): Promise<Uploader> => ({
  app,
  staff: await signedIn(app, 'staff'),
  consignorId: await buildConsignor(app.context),
});

/** A usual header. */
export const header = 'QTY,Section,Row,SeatFrom,SeatThru,Unit Cost,Unit List Price';
/** The XML of a sheet with one good row. */
export const good = sheetXml([header.split(','), ['2', '1', 'A', '1', '2', '40', '54.00']]);

/** Uploads the file while /health is asked again and again. @returns the import at its end */
export async function read(
  { app, staff, consignorId }: Uploader,
  content: Buffer | string,
): Promise<{ file: ImportFile; answers: number; slowestMs: number }> {
  let isOver = false;
  let slowestMs = 0;
  let answers = 0;
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now();
      const { status } = await fetch(`${app.url}/health`);
      expect(status).toBe(200);
      slowestMs = Math.max(slowestMs, performance.now() - begun);
      answers += 1;
      await pause(20);
    }
  })();
  try {
    const sent = await staff.ask<ImportFile>(
      'POST',
      `/admin/imports?${new URLSearchParams({ fileName: 'hostile.csv', consignorId })}`,
      new Uint8Array(Buffer.from(content)),
      { 'content-type': 'text/csv' },
    );
    expect(sent.status).toBe(202);
    const { id } = sent.body;
    const show = async () => (await staff.ask<ImportFile>('GET', `/admin/imports/${id}`)).body;
    await eventually('it is read', async () => !['uploaded', 'checking'].includes((await show()).state));
    return { file: await show(), answers, slowestMs };
  } finally {
    isOver = true;
    await asking;
  }
}

/** The slowest answer as a sentence. */
export const spoken = (answers: number, slowestMs: number) =>
  `the slowest of ${answers} answers of /health took ${Math.round(slowestMs)} ms; the goal is 1,000 ms`;

/** A file, and the words with which it is refused. */
export type Hostile = readonly [name: string, content: () => Buffer | string, words: RegExp];

/** Expects that the file is refused, and that the application answers meanwhile. */
export async function expectRefused(
  uploader: Uploader,
  [name, content, words]: Hostile,
  annotate: TestContext['annotate'],
): Promise<void> {
  const { file, answers, slowestMs } = await read(uploader, content());
  await annotate(`${name}: ${spoken(answers, slowestMs)}`);
  expect(file.state).toBe('failed');
  expect(file.failure).toMatch(words);
  expect(answers).toBeGreaterThan(0);
}
