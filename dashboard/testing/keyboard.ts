/** The keyboard alone: what on a page, or in the dialog above it, Tab does not reach, reaches unseen, or does not leave again. */
import type { Page } from 'playwright-core';

interface Walk {
  readonly wanted: Map<Element, string>;
  readonly reached: Element[];
  readonly unseen: string[];
}
type Walked = typeof window & { walk: Walk };

/** Begins a walk at the beginning of the page; answers how often Tab has to be pressed to come around. */
const begin = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const dialogs = document.querySelectorAll('dialog[open], .ant-modal-wrap:not([style*="display: none"]) .ant-modal');
    const where = [...dialogs].at(-1) ?? document.body;
    const nameOf = (element: Element) => {
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
      return `${element.localName} ${element.getAttribute('aria-label') ?? label ?? element.textContent ?? ''}`.slice(
        0,
        60,
      );
    };
    const reachable = (element: HTMLElement) =>
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      element.checkVisibility() &&
      !element.closest('[inert]');
    const isStop = (element: HTMLElement) => {
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      // Of radio buttons with one name Tab reaches one, arrows the others.
      const group = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
        one => one.name === element.name,
      );
      return (group.find(one => one.checked) ?? group[0]) === element;
    };
    const stops = [
      ...where.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]'),
    ].filter(element => reachable(element) && isStop(element) && element.getAttribute('aria-hidden') !== 'true');
    const walk: Walk = { wanted: new Map(stops.map(stop => [stop, nameOf(stop)])), reached: [], unseen: [] };
    (window as Walked).walk = walk;
    const shows = (element: Element | null | undefined) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, boxShadow, borderTopColor } = getComputedStyle(element);
      const ring = outlineStyle !== 'none' && outlineWidth !== '0px';
      return ring || boxShadow !== 'none' || borderTopColor === 'rgb(11, 122, 117)';
    };
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element) || (window as Walked).walk !== walk) return;
      walk.reached.push(target);
      const around = [
        target,
        target.closest('label'),
        target.parentElement,
        target.closest('.ant-select, .ant-picker'),
      ];
      if (walk.wanted.has(target) && !around.some(shows)) walk.unseen.push(nameOf(target));
    });
    if (where === document.body) {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    }
    // The parts of a date or a time are stops of their own; outside the page there are a few.
    return stops.length + 4 * stops.filter(stop => stop.matches('[type="date"], [type="time"]')).length + 3;
  });

/** Walks once around; answers what is wrong. */
export const walked = async (page: Page, name: string): Promise<string[]> => {
  const presses = await begin(page);
  const devtools = await page.context().newCDPSession(page);
  const tab = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  // All at once: they are worked off in their order.
  await Promise.all(
    Array.from({ length: presses }, () =>
      Promise.all([
        devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...tab }),
        devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...tab }),
      ]),
    ),
  );
  await devtools.detach();
  const found = await page.evaluate(() => {
    const { wanted, reached, unseen } = (window as Walked).walk;
    // A picture that is taken next shows no focus; what a dialog had stays in it.
    if (!document.activeElement?.closest('dialog, .ant-modal')) (document.activeElement as HTMLElement | null)?.blur();
    const missed = [...wanted]
      .filter(([stop]) => stop.isConnected && !reached.includes(stop))
      .map(([, words]) => words);
    return { missed, unseen, stops: wanted.size };
  });
  return [
    ...(found.stops === 0 ? [`${name}: nothing to reach`] : []),
    ...found.missed.map(words => `${name}: Tab does not reach ${words}`),
    ...found.unseen.map(words => `${name}: the focus is not seen on ${words}`),
  ];
};

/** What has the focus. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
