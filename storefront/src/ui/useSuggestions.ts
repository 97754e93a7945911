import type { EventSuggestions } from '@holdfast/shared/catalog';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { useAnnounce } from './announce.tsx';
import { whenShort } from './Teams.tsx';
import { counted } from './text.ts';

/** One line of the list. */
export interface Suggestion {
  href: string;
  title: string;
  note: string;
}

/** Milliseconds after the last key. */
const waitMs = 120;

/** Suggestions for a text field: arrows choose, Enter opens, Escape closes. */
export function useSuggestions() {
  const { navigate } = useNavigation();
  const announce = useAnnounce();
  const [options, setOptions] = useState<Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef('');
  useEffect(() => () => clearTimeout(timer.current), []);

  const close = () => {
    clearTimeout(timer.current);
    asked.current = '';
    setOpen(false);
    setActive(-1);
  };

  const ask = async (text: string) => {
    const found = await api.suggestions(text).then(optionsOf, () => []);
    if (asked.current !== text) return; // Typed on, or left.
    setOptions(found);
    setActive(-1);
    setOpen(found.length > 0);
    if (found.length > 0) announce(`${counted(found.length, 'suggestion')}. Use the arrow keys.`);
  };

  const onInput = (text: string) => {
    clearTimeout(timer.current);
    asked.current = text.trim();
    if (asked.current.length < 2) return close();
    timer.current = setTimeout(() => void ask(text.trim()), waitMs);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!isOpen) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      // From the field itself (-1) round through the list.
      setActive((at) => ((at + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (key === 'Escape') {
      event.preventDefault();
      close();
    } else if (key === 'Enter' && options[active]) {
      event.preventDefault();
      close();
      navigate(options[active].href);
    }
  };

  return {
    options,
    active,
    isOpen,
    close,
    input: {
      onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
      onKeyDown,
      onBlur: close,
    },
  };
}

function optionsOf({ teams, venues, events }: EventSuggestions): Suggestion[] {
  return [
    ...teams.map(({ slug, name }) => ({
      href: `/teams/${slug}`,
      title: name,
      note: 'All events',
    })),
    ...venues.map(({ slug, name, city }) => ({
      href: `/venues/${slug}`,
      title: name,
      note: `Venue in ${city}`,
    })),
    ...events.map((event) => ({
      href: `/games/${event.slug}`,
      title: event.name,
      note: `${whenShort(event)}, ${event.venue.city}`,
    })),
  ];
}
