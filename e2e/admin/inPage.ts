/** What staff look for on a page. Each function runs in the page, so it knows nothing but its argument. */

export function titleLike(pattern: string): Element | null {
  const title = document.querySelector('main h1');
  return new RegExp(pattern).test(title?.textContent ?? '') ? title : null;
}

export const addressLike = (pattern: string): boolean =>
  new RegExp(pattern).test(decodeURIComponent(location.href).replaceAll('+', ' '));

export function buttonNamed(pattern: string): HTMLElement | undefined {
  const wanted = new RegExp(pattern);
  return [...document.querySelectorAll<HTMLElement>('button, a, summary')].find(
    (each) =>
      !each.matches(':disabled') &&
      wanted.test((each.textContent ?? '').replaceAll(/\s+/g, ' ').trim()) &&
      each.checkVisibility(),
  );
}

export function fieldOf(label: string): HTMLInputElement | null {
  const found = [...document.querySelectorAll('label')].find(
    (each) => (each.textContent ?? '').replaceAll(/\s+/g, ' ').trim() === label,
  );
  const field = found?.control ?? document.querySelector(`[aria-label="${CSS.escape(label)}"]`);
  return field as HTMLInputElement | null;
}

/** The choice, as soon as the list has nothing else than what was typed: before that, the list is the one of before. */
export function narrowedChoice({
  typed,
  choice,
}: {
  typed: string;
  choice: string;
}): HTMLElement | undefined {
  const options = [...document.querySelectorAll<HTMLElement>('[role="option"]')];
  if (!options.every((each) => (each.textContent ?? '').toLowerCase().includes(typed))) return undefined;
  return options.find((each) => new RegExp(choice).test(each.textContent ?? ''));
}
