import type { SectionPrice } from '../sorting.ts';
import type { Level } from './geometry.ts';
import { PriceKey } from './PriceKey.tsx';
import { SectionMap } from './SectionMap.tsx';

interface Props {
  venue: string;
  levels: readonly Level[];
  quantity: number;
  sections: readonly SectionPrice[];
  step: number | null;
  chosen: string | null;
  choose(section: string | null): void;
  chooseStep(step: number | null): void;
}

/** The map of the sections, its key, and what it doesn't show. */
export function MapPanel({ venue, levels, quantity, sections, step, chosen, choose, chooseStep }: Props) {
  const drawn = new Set(levels.flatMap((level) => level.sections));
  const others = sections.filter((each) => !drawn.has(each.section));
  return (
    <>
      <SectionMap
        venue={venue}
        levels={levels}
        sections={sections}
        step={step}
        chosen={chosen}
        choose={choose}
      />
      <PriceKey sections={sections} chosen={step} choose={chooseStep} />
      <p className="map-foot">
        {levels.map(({ name }) => name).join(', ')}, from the field outwards: sections in their order, not to
        scale. Color and pattern show the lowest all-in price for one;{' '}
        {quantity === 1 ? 'sections drawn in outline have no seat.' : `in outline: no ${quantity} together.`}
        {others.length > 0 &&
          ` Not on the map, but in the list: ${others.map(({ section }) => section).join(', ')}.`}
      </p>
    </>
  );
}
