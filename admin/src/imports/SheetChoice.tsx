import type { ImportMapping } from '@holdfast/shared/imports';

/** The sheets of a workbook: which one is read, and the others to read instead. */
export function SheetChoice({
  mapping: { sheets, sheet },
  busy,
  choose,
}: {
  mapping: ImportMapping;
  busy: boolean;
  choose: (sheet: string) => void;
}) {
  if (sheets.length < 2) return null;
  return (
    <fieldset className="reading-question">
      <legend>This workbook has {sheets.length} sheets. One of them is read.</legend>
      {sheets.map(({ name, isHidden, isEmpty }) => (
        <button
          key={name}
          type="button"
          className="btn"
          aria-pressed={name === sheet}
          disabled={busy || isEmpty || name === sheet}
          onClick={() => choose(name)}
        >
          {name}
          {isHidden && ', hidden'}
          {isEmpty && ', empty'}
        </button>
      ))}
    </fieldset>
  );
}
