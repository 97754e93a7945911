/** Between a process and the thread that reads its ticket files. */
import type { DeliveryFile } from '@holdfast/shared/deliveries';

/** The most pages of a PDF that are read. */
export const mostPages = 60;

/** What the thread gets. */
export interface ReadRequest {
  bytes: Uint8Array;
  mediaType: DeliveryFile['mediaType'];
  /** Whether each page is a ticket of its own. */
  split: boolean;
}

/** A ticket of the file: the page or the picture, and what its barcodes say. */
export interface ReadTicket {
  bytes: Uint8Array;
  barcodes: string[];
}

/** What the thread answers; `refused`: why, where that can be told. */
export type ReadAnswer = { tickets: ReadTicket[] } | { refused: string | null };
