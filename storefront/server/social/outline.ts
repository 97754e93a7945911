/** Text as outlines: what is drawn looks the same on every machine, whatever fonts it has. */
import { fileURLToPath } from 'node:url';
import { type Font, openSync } from 'fontkit';

type Weight = 'bold' | 'regular';

/** The board's letters, and others for the names that they can't write. Opened with the first picture and kept. */
let opened: Record<Weight, Font[]> | undefined;

function fonts(): Record<Weight, Font[]> {
  const open = (file: string) =>
    openSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}.ttf`))) as Font;
  opened ??= {
    bold: [open('archivo-narrow/700Bold/ArchivoNarrow_700Bold'), open('noto-sans/700Bold/NotoSans_700Bold')],
    regular: [
      open('archivo-narrow/500Medium/ArchivoNarrow_500Medium'),
      open('noto-sans/400Regular/NotoSans_400Regular'),
    ],
  };
  return opened;
}

/** A line of text as a path of SVG; its baseline begins at 0, 0. */
export interface Outline {
  path: string;
  /** Pixels. */
  width: number;
}

/** @param size of the letters, pixels. A character that no font has is left out. */
export function outline(text: string, size: number, weight: Weight): Outline {
  let x = 0;
  const parts: string[] = [];
  for (const { font, run } of runsOf(text.normalize('NFC'), fonts()[weight])) {
    const scale = size / font.unitsPerEm;
    const { glyphs, positions } = font.layout(run);
    for (const [i, glyph] of glyphs.entries()) {
      const { xAdvance, xOffset, yOffset } = positions[i]!;
      // Fonts count upwards, pictures downwards.
      parts.push(
        glyph.path
          .scale(scale, -scale)
          .translate(x + xOffset * scale, -yOffset * scale)
          .toSVG(),
      );
      x += xAdvance * scale;
    }
  }
  return { path: parts.join(''), width: x };
}

/** The text in runs of one font each: the first that has the letter. */
function runsOf(text: string, candidates: Font[]): { font: Font; run: string }[] {
  const runs: { font: Font; run: string }[] = [];
  for (const letter of text) {
    const font = candidates.find((each) => each.hasGlyphForCodePoint(letter.codePointAt(0) as number));
    if (!font) continue;
    const last = runs.at(-1);
    if (last?.font === font) last.run += letter;
    else runs.push({ font, run: letter });
  }
  return runs;
}

/** The same in the largest size up to `most` in which it is at most `width` wide; below `least` its end is cut off. */
export function fitted(
  text: string,
  weight: Weight,
  { width, most, least }: { width: number; most: number; least: number },
): Outline & { size: number } {
  const whole = outline(text, most, weight);
  const size = Math.max(least, Math.min(most, Math.floor((most * width) / whole.width)));
  let shown = text;
  let line = outline(shown, size, weight);
  while (line.width > width && shown.length > 1) {
    shown = shown.slice(0, -1).trimEnd();
    line = outline(`${shown}…`, size, weight);
  }
  return { ...line, size };
}
