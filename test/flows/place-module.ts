import type { Page } from '@playwright/test';

/**
 * Puts a new module into the page at an address of its own, in Russian.
 * @param base the base of its API
 * @param downloads the attribute `downloads`; without it the default
 */
export const placeModule = (page: Page, base: string, address: string, downloads?: string): Promise<void> =>
  page.evaluate(
    ([to, api, way]) => {
      document.querySelector('activecloud-privacy')?.remove();
      history.replaceState(null, '', `#/privacy${to}`);
      const element = document.createElement('activecloud-privacy');
      element.setAttribute('api-base', api);
      element.setAttribute('locale', 'ru');
      if (way !== undefined) element.setAttribute('downloads', way);
      document.body.append(element);
    },
    [address === '/' ? '' : address, base, downloads] as const,
  );
