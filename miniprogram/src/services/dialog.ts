/** In a browser: something over the page that holds the focus and gives it back, closed by Escape too. WeChat brings its own. */
import { isLarge } from './large';

/** Browsers before 2022 have none: there Taro's own stands in. */
export const hasDialogs = process.env.TARO_ENV === 'h5' && 'HTMLDialogElement' in window;

/** Shows what `fill` puts in, until it calls `close` or the person leaves: the answer is null then. */
export const dialog = <T>(
  label: string,
  fill: (box: HTMLElement, close: (answer: T | null) => void) => void,
): Promise<T | null> =>
  new Promise(resolve => {
    const box = document.createElement('dialog');
    box.className = isLarge() ? 'dialog large' : 'dialog';
    box.setAttribute('aria-label', label);
    let answer: T | null = null;
    const close = (given: T | null) => {
      // The first answer counts: `close` is told a moment later, and the page may have changed by then.
      if (!box.open) return;
      answer = given;
      box.close();
    };
    box.addEventListener('close', () => {
      window.removeEventListener('hashchange', leave);
      box.remove();
      resolve(answer);
    });
    // Another page has nothing to do with this question.
    const leave = () => close(null);
    window.addEventListener('hashchange', leave);
    fill(box, close);
    document.body.append(box);
    box.showModal();
  });

const element = (name: string, className: string, words: string) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
};

export const ask = async (title: string, content: string, verb: string, otherwise: string): Promise<boolean> =>
  (await dialog<true>(title, (box, close) => {
    box.append(element('div', 'title', title), element('div', 'muted', content));
    const row = element('div', 'row', '');
    for (const [words, kind, given] of [
      [otherwise, 'plain', null],
      [verb, 'danger', true],
    ] as const) {
      const button = element('button', `button ${kind} grow`, words);
      button.addEventListener('click', () => close(given));
      row.append(button);
    }
    box.append(row);
  })) === true;

export const enlarge = (address: string): Promise<null> =>
  dialog<never>('图片', (box, close) => {
    box.classList.add('dialog-picture');
    const shut = element('button', 'dialog-shut', '关闭');
    shut.addEventListener('click', () => close(null));
    const picture = new Image();
    picture.src = address;
    picture.alt = '放大的图片，点一下放大或还原';
    // The values on a report are small: twice as large, and moved about.
    picture.addEventListener('click', () => box.classList.toggle('dialog-zoomed'));
    box.append(picture, shut);
  });
