/** What the map says of the venue's time zone: proposed where none is chosen, and a warning where another one is. */
import type { Country, ZoneAtPosition } from '@holdfast/shared/catalog';
import { useQuery } from '@tanstack/react-query';
import { useGetList } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { call } from '../../dataProvider/index.ts';

interface Place {
  country: string | null;
  timeZone: string | null;
  latitude: number | null;
  longitude: number | null;
}

const isWithin = (degrees: number | null, most: number): degrees is number =>
  typeof degrees === 'number' && Math.abs(degrees) <= most;

export function ZoneThere() {
  const { setValue } = useFormContext();
  const [country, chosen, latitude, longitude] = useWatch<
    Place & Record<string, unknown>,
    ['country', 'timeZone', 'latitude', 'longitude']
  >({ name: ['country', 'timeZone', 'latitude', 'longitude'] });
  const { data: countries = [] } = useGetList<Country>('countries');
  const isPlace = isWithin(latitude, 90) && isWithin(longitude, 180);
  const query = new URLSearchParams({
    latitude: String(latitude),
    longitude: String(longitude),
    ...(chosen ? { timeZone: chosen } : {}),
  });
  const { data } = useQuery({
    queryKey: ['zone-at', query.toString()],
    queryFn: () => call<ZoneAtPosition>(`/admin/zone-at?${query}`),
    enabled: isPlace,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!isPlace || !data || (chosen && data.agrees)) return null;
  const name = data.timeZone.replaceAll('_', ' ');
  const found = countries.find(({ id }) => id === country);
  const isOfCountry = found?.timeZones.includes(data.timeZone) ?? false;
  return (
    <p className={chosen ? 'note danger f12' : 'note f12'} role="status">
      {chosen
        ? `At this position the clocks are those of ${name}, not of ${chosen.replaceAll('_', ' ')}. Every wall time of the events here would be off. `
        : `At this position the clocks are those of ${name}. `}
      {isOfCountry ? (
        <button
          type="button"
          className="link"
          onClick={() => setValue('timeZone', data.timeZone, { shouldDirty: true, shouldValidate: true })}
        >
          Use {name}
        </button>
      ) : (
        found &&
        `That is no zone of ${found.name}: look at the country and the position. Near a border the map may be wrong.`
      )}
    </p>
  );
}
