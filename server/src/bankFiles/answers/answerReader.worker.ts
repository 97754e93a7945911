/** A thread that reads one answer of the bank. */
import { parentPort, workerData } from 'node:worker_threads';
import { readText } from './readText.ts';

parentPort?.postMessage(readText(workerData as Uint8Array));
