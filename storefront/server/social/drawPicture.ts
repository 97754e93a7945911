/** The picture of a page where it is shared: the board with what it is about. */
import { renderAsync } from '@resvg/resvg-js';
import type { SocialFacts } from '../../src/router/route.ts';
import { socialSize } from '../../src/shell/socialPath.ts';
import { fitted, type Outline, outline } from './outline.ts';

const { width, height } = socialSize;
const margin = 80;
/** Of the design: the board, and what stands on it. They are the light theme's of the tokens that the pages use. */
const colors = {
  board: '#0d4d3a',
  deep: '#072d23',
  line: '#1d5a47',
  text: '#f3f8f3',
  muted: '#b4cfc1',
  lamp: '#ffcf5c',
  onLamp: '#1d1600',
  noTeam: '#6c7a75',
  rim: '#cfe2d7',
};
const mark =
  'M3 2h6.5a6.5 6.5 0 0 0 13 0H29a2 2 0 0 1 2 2v24a2 2 0 0 1-2 2h-6.5a6.5 6.5 0 0 0-13 0H3a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z';

const at = (x: number, y: number, { path }: Outline, fill: string) =>
  `<path transform="translate(${x} ${y})" fill="${fill}" d="${path}"/>`;

/** Colors come from the catalogue: only one that is a color gets into the picture. */
const colorOr = (given: string | null, other: string): string =>
  given !== null && /^#[0-9a-f]{6}$/i.test(given) ? given : other;

type Line = SocialFacts['lines'][number];

/** A team's two colors on a diagonal, as its chip on the pages, as high as the letters beside it. */
function chip(
  { primaryColor, secondaryColor }: NonNullable<Line['team']>,
  x: number,
  y: number,
  high: number,
) {
  const primary = colorOr(primaryColor, colors.noTeam);
  const scale = high / 16;
  return `<g transform="translate(${x} ${y - high}) scale(${scale})"><path fill="${primary}" d="M0 0h9v16H0z"/>
    <path fill="${colorOr(secondaryColor, primary)}" d="M0 16 9 0v16z"/><path fill="none" stroke="${colors.rim}" d="M.5.5h8v15h-8z"/></g>`;
}

/** The chip's height and width by the size of the letters, and the space behind it in pixels. */
const chipHigh = 0.7;
const chipWide = (chipHigh * 9) / 16;
const chipGap = 32;

/** All lines in the size in which the longest fits. */
function names(lines: readonly Line[]): string {
  const isOne = lines.length === 1;
  const indentAt = (team: Line['team'], size: number) => (team ? chipWide * size + chipGap : 0);
  const sizes = lines.map(({ text, team }) => {
    const most = isOne ? 150 : 128;
    return fitted(text, 'bold', { width: width - 2 * margin - indentAt(team, most), most, least: 56 }).size;
  });
  const size = Math.min(...sizes);
  return lines
    .map(({ text, team }, i) => {
      const y = isOne ? 350 : 282 + i * 140;
      const indent = indentAt(team, size);
      const line = fitted(text, 'bold', { width: width - 2 * margin - indent, most: size, least: size });
      const before = team ? chip(team, margin, y, chipHigh * size) : '';
      return before + at(margin + indent, y, line, colors.text);
    })
    .join('');
}

/** What differs from what was first announced, on a lit plate at the end of the foot. */
function noticePlate(text: string): string {
  const line = fitted(text, 'bold', { width: 460, most: 36, least: 24 });
  const wide = line.width + 48;
  return `<rect x="${width - margin - wide}" y="462" width="${wide}" height="64" rx="8" fill="${colors.lamp}"/>
    ${at(width - margin - wide + 24, 494 + line.size / 3, line, colors.onLamp)}`;
}

/** As SVG. Every text is an outline, so that nothing of it is markup. */
export function pictureSvg({ kicker, lines, foot, notice }: SocialFacts, marketplace: string): string {
  const inner = width - 2 * margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="${colors.board}"/>
    <rect y="548" width="${width}" height="82" fill="${colors.deep}"/>
    <path d="M0 547h${width}" stroke="${colors.line}" stroke-width="3" stroke-dasharray="2 10" stroke-linecap="round"/>
    ${at(margin, 132, fitted(kicker, 'regular', { width: inner, most: 46, least: 30 }), colors.muted)}
    ${names(lines)}
    ${at(margin, 506, fitted(foot, 'regular', { width: notice === undefined ? inner : 540, most: 42, least: 26 }), colors.muted)}
    ${notice === undefined ? '' : noticePlate(notice)}
    <path transform="translate(${margin} 569) scale(1.25)" fill="${colors.text}" d="${mark}"/>
    ${at(margin + 58, 602, fitted(marketplace, 'bold', { width: 560, most: 36, least: 22 }), colors.text)}
    ${wholePrice()}
  </svg>`;
}

/** What holds for every ticket, on the right of the bottom. */
function wholePrice(): string {
  const line = outline('Every price is the whole price', 28, 'regular');
  return at(width - margin - line.width, 600, line, colors.muted);
}

/** As PNG. Not by sharp: it reads uploads in the same process, and is told to read no SVG there. */
export async function drawPicture(facts: SocialFacts, marketplace: string): Promise<Buffer> {
  const picture = await renderAsync(pictureSvg(facts, marketplace), { font: { loadSystemFonts: false } });
  return picture.asPng();
}
