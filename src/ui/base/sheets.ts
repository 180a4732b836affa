import { createContext, useContext, useInsertionEffect } from 'react';

/** The shadow root or document that gets the styles of the module. */
export const StyleRoot = createContext<DocumentOrShadowRoot | undefined>(undefined);

const sheets = new Map<string, CSSStyleSheet>();

/**
 * Adopts a style sheet into a root, once. Constructed style sheets need no `<style>` element, so a strict content
 * policy allows them, and they do not affect the host's page.
 */
export function adoptSheet(root: DocumentOrShadowRoot, css: string): void {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** Adopts the styles of a slice before its first paint. They are in the chunk of the slice. */
export function useSheet(css: string): void {
  const root = useContext(StyleRoot);
  useInsertionEffect(() => {
    if (root) adoptSheet(root, css);
  }, [root, css]);
}
