import type { Host } from '../../host.ts';
import type { Signal } from './signal.ts';

/** The luminance (WCAG) of a background on which dark and light text have the same contrast. */
const MIDDLE = 0.18;

/** The luminance of an opaque colour, 0 to 1 (WCAG 2.2, relative luminance); undefined for one that lets through. */
function luminanceOf(colour: string): number | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
  if (alpha < 255) return undefined;
  const [r, g, b] = [red, green, blue].map(channel => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Keeps the theme of the container up to date. When the host sets a surface colour of its own, that colour decides between
 * light and dark, not the reader's system. Called while the container is empty, when reading styles is cheap.
 * @returns the way to stop following the host's page
 */
export function followColorScheme(element: Element, container: HTMLElement, host: Signal<Host>): () => void {
  const choose = () => {
    container.dataset['theme'] = host.get().theme;
    if (getComputedStyle(element).getPropertyValue('--privacy-surface').trim() === '') return;
    const ground = luminanceOf(getComputedStyle(container).backgroundColor);
    if (ground !== undefined) container.dataset['theme'] = ground > MIDDLE ? 'light' : 'dark';
  };
  choose();
  // A host turns its own theme by an attribute, as a rule, or with the system.
  const observer = new MutationObserver(choose);
  for (const one of [element, document.documentElement, document.body])
    observer.observe(one, { attributeFilter: ['class', 'style', 'data-theme', 'data-bs-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', choose);
  let { theme } = host.get();
  const unsubscribe = host.subscribe(() => {
    if (host.get().theme === theme) return;
    ({ theme } = host.get());
    choose();
  });
  return () => {
    unsubscribe();
    observer.disconnect();
    system.removeEventListener('change', choose);
  };
}
