import type { SeasonPackage } from '@holdfast/shared/packages';

/** `Wexler Family, 136 / 12`. */
export function packageName({ consignor, section, row }: SeasonPackage): string {
  return `${consignor.name}, ${section} / ${row}`;
}
