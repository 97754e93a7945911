/** Reads QR codes from the camera: with the browser's own reader where it has one, else with one that is loaded then. */
import { type RefObject, useEffect, useState } from 'react';

/** Finds the text of a QR code in a frame; null: there is none. */
type Reader = (frame: HTMLCanvasElement) => Promise<string | null>;

interface Detector {
  detect(source: CanvasImageSource): Promise<Array<{ rawValue: string }>>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

async function openReader(): Promise<Reader> {
  const Own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (Own && (await Own.getSupportedFormats().catch((): string[] => [])).includes('qr_code')) {
    const detector = new Own({ formats: ['qr_code'] });
    return async (frame) => (await detector.detect(frame))[0]?.rawValue ?? null;
  }
  const { default: jsQR } = await import('jsqr');
  return async (frame) => {
    const { width, height } = frame;
    const pixels = frame.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, width, height);
    return pixels
      ? (jsQR(pixels.data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null)
      : null;
  };
}

/** Milliseconds between two frames that are read: quick enough for a hand, and cool enough for a phone. */
const everyMs = 150;
/** The longer side of a frame that is read, pixels. */
const frameSize = 640;

function draw(video: HTMLVideoElement, frame: HTMLCanvasElement): boolean {
  const longer = Math.max(video.videoWidth, video.videoHeight);
  if (longer === 0) return false;
  const scale = Math.min(1, frameSize / longer);
  frame.width = Math.round(video.videoWidth * scale);
  frame.height = Math.round(video.videoHeight * scale);
  frame.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0, frame.width, frame.height);
  return true;
}

/** Why there is no picture, in words for who holds the phone. */
function wordsOf(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError')
    return 'The browser may not use the camera. Allow it in the settings of this page, or type the codes.';
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return 'This device has no camera. Type the codes.';
  if (name === 'NotReadableError') return 'Another program uses the camera. Close it, then start again.';
  return 'The camera can’t be used here. Type the codes.';
}

/**
 * Shows the camera in `video` while `tries` isn't 0, and reads what it sees; a further try asks for the camera anew.
 * @param onCode gets each code that is seen, many times while it is before the camera; it decides what is new
 * @returns why there is no picture; null: there is one, or it is off
 */
export function useCodes(
  video: RefObject<HTMLVideoElement | null>,
  tries: number,
  onCode: (code: string) => void,
): string | null {
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const shown = video.current;
    if (tries === 0 || !shown) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream: MediaStream | null = null;
    const frame = document.createElement('canvas');
    const begin = async () => {
      setProblem(null);
      if (!navigator.mediaDevices) throw new Error('no camera without https');
      const [read, opened] = await Promise.all([
        openReader(),
        navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false }),
      ]);
      stream = opened;
      if (isOver) return end();
      shown.srcObject = opened;
      await shown.play();
      const look = async () => {
        if (isOver) return;
        const code = draw(shown, frame) ? await read(frame).catch(() => null) : null;
        if (code !== null && !isOver) onCode(code);
        if (!isOver) timer = setTimeout(() => void look(), everyMs);
      };
      void look();
    };
    const end = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      shown.srcObject = null;
    };
    begin().catch((error: unknown) => {
      if (!isOver) setProblem(wordsOf(error));
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      end();
    };
  }, [video, tries, onCode]);
  return tries === 0 ? null : problem;
}
