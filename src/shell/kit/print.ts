import { sha256Hex } from './clipboard-and-digest.ts';

const SHEET = `
@page { margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
body { margin: 0; font: 10.5pt/1.45 "PT Serif", Georgia, "Times New Roman", serif; color: #000; background: #fff; overflow-wrap: break-word; }
header.doc { display: flex; justify-content: space-between; gap: 2em; border-bottom: 1px solid #000; padding-bottom: 6pt; margin-bottom: 14pt; font: 9pt/1.4 sans-serif; }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 8pt; } h2 { font-size: 13pt; margin: 16pt 0 6pt; break-after: avoid; } h3 { font-size: 11pt; margin: 12pt 0 4pt; break-after: avoid; }
p, ul, ol, dl { margin: 0 0 6pt; } ul, ol { padding-left: 1.4em; } dt { font: 8.5pt sans-serif; color: #333; } dd { margin: 0 0 5pt; }
table { width: 100%; border-collapse: collapse; margin-bottom: 8pt; font-size: inherit; } th, td { text-align: left; vertical-align: top; padding: 3pt 8pt 3pt 0; border-bottom: 1px solid #bbb; } thead { display: table-header-group; } tr { break-inside: avoid; }
thead th { font: 600 9pt sans-serif; } tbody th { font-weight: 600; } tbody th .road, tbody th .term, tbody th dl { font-weight: 400; } .field-facts { columns: 2; column-gap: 18pt; margin-top: 4pt; } .field-facts > div { break-inside: avoid; } .doc-facts { columns: 2; } dd .term, .item, .field-road { display: block; } .value-cell { width: 26%; } .end { text-align: right; } .term, .small, .road { font-size: 8.5pt; color: #333; } .step + .step::before { content: " → "; }
a { color: inherit; text-decoration: none; } .row-text { display: block; } .row-figure { margin-left: 6pt; } .law { white-space: nowrap; } .said { white-space: pre-wrap; } .hash { font: 8.5pt/1.4 monospace; overflow-wrap: anywhere; }
.chip { border: 0.5pt solid #666; border-radius: 7pt; padding: 0 5pt; font: 8.5pt sans-serif; } .case-state > :not(:last-child)::after { content: " · "; } .case-state > .chip::after { content: none; } .split > * + * { margin-left: 6pt; }
.num { white-space: nowrap; } details > summary { display: none; } .log-row > summary { display: block; }
[data-print="no"], button, input, select, .sr, .bone { display: none; }
`;

/** What is on the screen only. */
const SCREEN_ONLY = '[data-print="no"], button';

/**
 * The number of a document, made of what it says: the beginning of the SHA-256 of its text, so that two prints of one
 * state have one number.
 * @returns undefined where the browser offers no digests
 */
export async function documentNumber(title: string, content: readonly Node[]): Promise<string | undefined> {
  const text = content.map(node => {
    const copy = node.cloneNode(true);
    if (copy instanceof Element) for (const part of copy.querySelectorAll(SCREEN_ONLY)) part.remove();
    return copy.textContent;
  });
  const digest = await sha256Hex(new TextEncoder().encode([title, ...text].join('\n')));
  return digest === undefined ? undefined : digest.replace(/^(.{4})(.{4}).*/, '$1-$2').toUpperCase();
}

/** What stands in the head and at the foot of each printed page. */
export interface PrintHead {
  title: string;
  controller: string;
  account: string;
  made: string;
  language: string;
}

/** Whether the content has the heading of its page, or a heading that is the title. */
const hasTitle = (content: HTMLElement, title: string): boolean =>
  [...content.querySelectorAll('h1, h2, h3, h4, h5, h6')].some(
    heading => heading.matches('h1, .h1') || heading.textContent === title,
  );

/**
 * Prints a part of the page as a document. A window of its own, built by DOM methods with its own sheet: `@page` is
 * ignored in a shadow root, and printing from inside would print the host's page too.
 * @returns false when the browser did not let the window open.
 */
export function printDocument(head: PrintHead, content: readonly Node[]): boolean {
  const page = open('', '_blank', 'width=900,height=1000');
  if (!page) return false;
  const target = page.document;
  target.documentElement.lang = head.language;
  target.title = head.title;
  const sheet = new (page as Window & typeof globalThis).CSSStyleSheet();
  // Sheets of a document get apart: each says whose it is, its number and when it was made.
  const foot = CSS.escape(`${head.account} · ${head.made}`);
  sheet.replaceSync(`${SHEET} @page { @bottom-left { content: "${foot}"; font: 9pt sans-serif; } }`);
  target.adoptedStyleSheets = [sheet];
  const top = target.createElement('header');
  top.className = 'doc';
  for (const text of [`${head.controller} · ${head.account}`, head.made]) {
    const line = target.createElement('span');
    line.textContent = text;
    top.append(line);
  }
  const copies = content.map(node => target.importNode(node, true));
  target.body.append(top, ...copies);
  if (!hasTitle(target.body, head.title)) {
    const title = target.createElement('h1');
    title.textContent = head.title;
    top.after(title);
  }
  for (const more of target.querySelectorAll('details')) more.open = true;
  page.focus();
  page.addEventListener('afterprint', () => page.close());
  page.print();
  return true;
}
