import { createContext, useContext, useInsertionEffect } from 'react';

/** The shadow root (or document) the module's styles go to. */
export const StyleRoot = createContext<DocumentOrShadowRoot | undefined>(undefined);

const made = new Map<string, CSSStyleSheet>();

/**
 * Adopts a style sheet into a root, once. Constructed sheets need no `<style>` element, so a strict content policy
 * lets them pass, and they leak nothing into the host's page.
 */
export function adoptSheet(root: DocumentOrShadowRoot, css: string): void {
  let sheet = made.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    made.set(css, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** The styles of a slice: they travel in its chunk and arrive before its first paint. */
export function useSheet(css: string): void {
  const root = useContext(StyleRoot);
  useInsertionEffect(() => {
    if (root) adoptSheet(root, css);
  }, [root, css]);
}
