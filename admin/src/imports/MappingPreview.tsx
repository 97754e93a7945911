import type { ImportMapping } from '@holdfast/shared/imports';
import { Th } from '../ui/Th.tsx';

/** How the first rows read; pale while it still shows the previous mapping. */
export function MappingPreview({ mapping, isBehind }: { mapping: ImportMapping; isBehind: boolean }) {
  return (
    <section
      className={isBehind ? 'sec rows-wait' : 'sec'}
      aria-label="How the first rows read"
      aria-busy={isBehind}
    >
      <h2>How the first rows read</h2>
      <table className="g">
        <thead>
          <tr>
            <Th>Game</Th>
            <Th>Section / row / seats</Th>
            <Th n>Qty</Th>
            <Th n>Price</Th>
          </tr>
        </thead>
        <tbody>
          {mapping.preview.map((row) => (
            <tr key={row.line} className="read">
              <td className="bold">{row.game || <span className="fnt">none</span>}</td>
              <td>
                {row.place || <span className="fnt">none</span>}
                {row.problems.map((problem) => (
                  <span key={problem} className="dn problem">
                    {problem}
                  </span>
                ))}
              </td>
              <td className="n">{row.quantity}</td>
              <td className="n num">{row.price}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
