/*
 * The style of every page of the reader: the character of the privacy centre (`src/ui/base/ui.css`) in colours written
 * out, since a copy is opened years later and in browsers without `light-dark()`.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff;
  --wash: #f5f7f9;
  --wash-2: #e9edf1;
  --line: #dde2e8;
  --line-strong: #828d99;
  --ink: #17212b;
  --ink-2: #46535f;
  --ink-3: #5c6873;
  --accent: #0a5ea8;
  --accent-line: #b5d3f0;
  --mark: #ffe9a8;
  --small: 0.8125rem;
  --radius: 8px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12181f;
    --wash: #19212a;
    --wash-2: #25303b;
    --line: #2c3742;
    --line-strong: #6b7a89;
    --ink: #e8edf2;
    --ink-2: #b7c1cb;
    --ink-3: #9aa6b2;
    --accent: #7db9f2;
    --accent-line: #2f5b85;
    --mark: #5c4711;
  }
}
*,
*::before,
*::after {
  box-sizing: border-box;
}
html {
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  margin: 0;
  min-width: 0;
  font: 400 1rem / 1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  color: var(--ink);
  background: var(--paper);
  overflow-wrap: break-word;
  -webkit-font-smoothing: antialiased;
}
h1, h2, p, ul, ol, dl, dd, table {
  margin: 0;
  padding: 0;
}
ul, ol {
  list-style: none;
}
button, input, select {
  font: inherit;
  color: inherit;
}
[hidden] {
  display: none !important;
}
/* both languages are in the page; one is shown */
:root[lang='ru'] .en:not(:root),
:root[lang='en'] .ru:not(:root) {
  display: none;
}

/* frame: hairlines run from edge to edge, content stays in its column */
body > header,
main,
.foot {
  padding-inline: max(32px, (100% - 72rem) / 2);
}
.top {
  display: flex;
  justify-content: space-between;
  align-items: center;
  gap: 8px 16px;
  padding-block: 12px;
  min-height: 64px;
  border-bottom: 1px solid var(--line);
}
.brand {
  font-size: var(--small);
  line-height: 1.4;
  color: var(--ink-3);
}
.brand b {
  font-size: 1rem;
  font-weight: 650;
  color: var(--ink);
  margin-inline-end: 8px;
}
main {
  padding-block: 32px 48px;
}
main:focus {
  outline: none;
}
.foot {
  border-top: 1px solid var(--line);
  padding-block: 16px 32px;
  font-size: var(--small);
  line-height: 1.4;
  color: var(--ink-3);
}
/* a number is read as one word */
.whole {
  white-space: nowrap;
}
.skip {
  position: absolute;
  inset-inline-start: 16px;
  top: 8px;
  z-index: 3;
  padding: 8px 16px;
  background: var(--paper);
  border: 1px solid var(--line-strong);
  border-radius: var(--radius);
}
.skip:not(:focus) {
  clip-path: inset(50%);
  width: 1px;
  height: 1px;
  padding: 0;
  overflow: hidden;
  white-space: nowrap;
}
.sr {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.intro > * + * {
  margin-top: 8px;
}
.sections > * + * {
  margin-top: 40px;
}
.intro + * {
  margin-top: 32px;
}
.sections > section > .h2 + * {
  margin-top: 12px;
}
.two {
  display: grid;
  gap: 40px 56px;
  grid-template-columns: minmax(0, 1fr);
}
@media (min-width: 60rem) {
  .two {
    grid-template-columns: minmax(0, 46rem) 19rem;
    justify-content: space-between;
    align-items: start;
  }
}

/* type */
.h1 {
  font-size: 1.8125rem;
  line-height: 1.2;
  font-weight: 650;
  letter-spacing: -0.015em;
  text-wrap: balance;
  max-width: 26em;
  overflow-wrap: anywhere;
}
.h2 {
  font-size: 1.25rem;
  line-height: 1.3;
  font-weight: 650;
  letter-spacing: -0.006em;
}
.h3 {
  font-size: 1rem;
  line-height: 1.4;
  font-weight: 650;
}
.lead {
  font-size: 1.0625rem;
  color: var(--ink-2);
  max-width: 40em;
}
.small {
  font-size: var(--small);
  line-height: 1.4;
}
.term {
  font-size: var(--small);
  line-height: 1.4;
  color: var(--ink-3);
}
.muted {
  color: var(--ink-3);
}
.num {
  font-variant-numeric: tabular-nums;
}
.prose {
  max-width: 68ch;
}
.prose > * + * {
  margin-top: 12px;
}
code {
  font: 0.875em / 1.4 ui-monospace, 'SF Mono', Consolas, 'Liberation Mono', monospace;
  overflow-wrap: anywhere;
}
a {
  color: var(--accent);
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
  text-decoration-color: var(--accent-line);
}
a:hover {
  text-decoration-color: currentColor;
}
:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
  border-radius: 4px;
}
::selection {
  background: var(--accent-line);
  color: var(--ink);
}
mark {
  background: var(--mark);
  color: inherit;
  border-radius: 2px;
}
/* what a person wrote: its own direction, its own lines, never wider than the page */
.said {
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  unicode-bidi: plaintext;
}
bdi {
  overflow-wrap: anywhere;
}

/* rows, not cards */
.rows {
  border-top: 1px solid var(--line);
}
.note + .rows {
  margin-top: 16px;
}
.row {
  display: grid;
  grid-template-columns: minmax(0, 1fr) fit-content(55%);
  gap: 2px 16px;
  padding: 12px 0;
  align-items: baseline;
  border-bottom: 1px solid var(--line);
  position: relative;
}
.row-title {
  font-weight: 600;
}
a.row-title {
  color: inherit;
  text-decoration-color: var(--line-strong);
}
/* the whole row is the target */
a.row-title::after {
  content: '';
  position: absolute;
  inset: 0;
}
.row:hover > a.row-title {
  color: var(--accent);
  text-decoration-color: currentColor;
}
a.row-title:focus-visible {
  outline: none;
}
a.row-title:focus-visible::after {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
  border-radius: 4px;
}
.row-figure {
  text-align: end;
  color: var(--ink-2);
}
.row-text {
  grid-column: 1 / -1;
  color: var(--ink-2);
  max-width: 62ch;
}
.row-text.small {
  color: var(--ink-3);
}
.note {
  border-inline-start: 3px solid var(--line-strong);
  padding: 2px 0 2px 16px;
  color: var(--ink-2);
  max-width: 68ch;
}
* + noscript > .note,
.note.wait {
  margin-top: 12px;
}
.panel {
  background: var(--wash);
  border-radius: var(--radius);
  padding: 24px;
}
.facts {
  display: grid;
  gap: 16px;
  margin-top: 16px;
}
.facts dt,
.commands dt {
  font-size: var(--small);
  line-height: 1.4;
  color: var(--ink-3);
}
.facts dd,
.commands dd {
  margin-top: 2px;
}
.facts .term {
  display: block;
}
.commands {
  display: grid;
  gap: 12px;
}
.commands code {
  display: block;
  padding: 8px 12px;
  background: var(--wash);
  border-radius: 4px;
}

/* details of a kind: a value has a road */
.details {
  border-top: 1px solid var(--line);
}
.detail {
  display: grid;
  grid-template-columns: minmax(0, 18rem) minmax(0, 1fr);
  gap: 2px 24px;
  padding: 12px 0;
  border-bottom: 1px solid var(--line);
}
.detail dt {
  font-weight: 600;
  grid-row: span 2;
}
.detail dd {
  grid-column: 2;
  max-width: 68ch;
}
.road {
  font-size: var(--small);
  line-height: 1.4;
  color: var(--ink-3);
}

/* records */
.split {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  align-items: baseline;
  gap: 4px 16px;
}
.pages > ol {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 0;
  margin: 4px -8px;
  font-variant-numeric: tabular-nums;
}
.pages li > a {
  display: inline-block;
  padding: 2px 8px;
  border-radius: 4px;
}
.pages [aria-current] {
  background: var(--wash-2);
  color: var(--ink);
  font-weight: 600;
  text-decoration: none;
}
.pages {
  margin-top: 4px;
}
.asked {
  display: none;
}
.tools,
.dates {
  display: flex;
  flex-wrap: wrap;
  gap: 12px;
}
.tools {
  margin-top: 16px;
}
.field-q {
  flex: 3 1 14rem;
}
.field-kind {
  flex: 2 1 9rem;
}
.field-year {
  flex: 1 1 6rem;
}
.dates {
  flex: 2 1 20rem;
}
.field-from,
.field-to {
  flex: 1 1 8rem;
}
.field-sort {
  flex: 1 1 12rem;
}
.filters {
  display: contents;
}
.fold {
  display: none;
}
.field {
  display: grid;
  gap: 4px;
  min-width: 0;
}
.field > label {
  font-size: var(--small);
  line-height: 1.4;
  color: var(--ink-2);
}
.field-sort {
  display: none;
}
.cards .field-sort {
  display: grid;
}
.input {
  width: 100%;
  min-width: 0;
  min-height: 2.75rem;
  padding: 0.45rem 0.7rem;
  border: 1px solid var(--line-strong);
  border-radius: var(--radius);
  background: var(--paper);
  line-height: 1.4;
  text-overflow: ellipsis;
}
.found {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 16px;
  align-items: baseline;
  margin-top: 16px;
  min-height: 1.5rem;
}
#found {
  font-weight: 600;
}
.link {
  padding: 0;
  border: 0;
  background: none;
  color: var(--accent);
  text-decoration: underline;
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
  text-decoration-color: var(--accent-line);
  cursor: pointer;
  min-height: 24px;
}
.link:hover {
  text-decoration-color: currentColor;
}
#sums {
  color: var(--ink-2);
  min-height: 1.5rem;
}
.by-kind {
  max-width: 40rem;
}
.by-kind > div {
  display: grid;
  grid-template-columns: minmax(0, 1fr) 8rem minmax(9rem, auto);
  gap: 0 16px;
  padding: 4px 0;
  border-top: 1px solid var(--line);
}
.by-kind dd {
  text-align: end;
}
#table {
  margin-top: 16px;
}
.table {
  width: 100%;
  border-collapse: collapse;
}
.table thead th {
  position: sticky;
  top: 0;
  z-index: 1;
  text-align: start;
  font-weight: 500;
  font-size: var(--small);
  line-height: 1.4;
  color: var(--ink-3);
  padding: 0 16px 0 0;
  vertical-align: bottom;
  background: var(--paper);
  box-shadow: inset 0 -1px var(--line);
}
.table .end {
  text-align: end;
}
.sorter {
  display: inline-flex;
  gap: 4px;
  align-items: baseline;
  min-height: 2.25rem;
  padding: 0.5rem 0;
  border: 0;
  background: none;
  color: inherit;
  text-align: start;
  cursor: pointer;
}
.sorter:hover {
  color: var(--accent);
}
[aria-sort] .sorter {
  color: var(--ink);
  font-weight: 600;
}
.arrow {
  min-width: 0.7em;
}
.end .arrow {
  order: -1;
}
.table tbody th,
.table td {
  padding: 10px 16px 10px 0;
  vertical-align: baseline;
  text-align: start;
  font-weight: 400;
}
.table tbody {
  border-bottom: 1px solid var(--line);
}
.table tr > :last-child {
  padding-inline-end: 0;
}
.table td.end {
  text-align: end;
  white-space: nowrap;
}
.table tbody th {
  font-weight: 600;
}
.table tbody th > .term,
.table tbody th > .party {
  display: block;
  font-weight: 400;
}
.party {
  margin-top: 4px;
  font-size: var(--small);
  line-height: 1.4;
  color: var(--ink-2);
}
.table td {
  color: var(--ink-2);
}
@media (min-width: 64rem) {
  .table td.when {
    white-space: nowrap;
  }
}
.table .has-extra > * {
  padding-bottom: 2px;
}
.table .extra > td {
  padding-top: 0;
}
/* a letter does not widen its columns */
.extra > td > * {
  contain: inline-size;
}
.chip {
  display: inline-flex;
  align-items: center;
  gap: 0.45em;
  font-weight: 550;
  padding: 1px 8px 1px 7px;
  border-radius: 1.6em;
  background: var(--wash-2);
  color: var(--ink-2);
}
.chip::before {
  content: '';
  flex: none;
  width: 0.62em;
  height: 0.62em;
  border-radius: 50%;
  border: 2px solid currentColor;
}
.more > summary {
  display: flex;
  align-items: baseline;
  gap: 0.5em;
  min-height: 24px;
  cursor: pointer;
  color: var(--accent);
  font-size: var(--small);
  line-height: 1.4;
  list-style: none;
}
.more > summary::-webkit-details-marker {
  display: none;
}
.more > summary::before {
  content: '';
  flex: none;
  width: 0.4em;
  height: 0.4em;
  border: solid currentColor;
  border-width: 0 1.5px 1.5px 0;
  transform: rotate(-45deg);
}
.more[open] > summary::before {
  transform: rotate(45deg);
}
.more > .said {
  max-width: 68ch;
  color: var(--ink);
  padding: 4px 0 8px;
}
.snippet {
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  color: var(--ink-3);
}
.more[open] > summary > .snippet {
  display: none;
}
.btn {
  min-height: 2.75rem;
  padding: 0.5rem 1rem;
  border: 1px solid var(--line-strong);
  border-radius: var(--radius);
  background: var(--paper);
  color: var(--ink);
  font-weight: 600;
  line-height: 1.3;
  cursor: pointer;
}
.btn:hover {
  border-color: var(--ink-2);
  background: var(--wash);
}
.more-rows,
.next {
  margin-top: 16px;
}
.switcher {
  display: inline-flex;
  gap: 2px;
  padding: 2px;
  border-radius: calc(var(--radius) + 2px);
  background: var(--wash-2);
}
.switcher > button {
  border: 0;
  background: none;
  min-height: 2rem;
  padding: 0.25rem 0.8rem;
  border-radius: var(--radius);
  color: var(--ink-2);
  font-size: var(--small);
  line-height: 1.5;
  cursor: pointer;
}
.switcher > [aria-pressed='true'] {
  background: var(--paper);
  color: var(--ink);
  font-weight: 600;
}
/* said only when the table is late: the script takes it away */
.wait {
  animation: appear 1ms 2s both;
}
@keyframes appear {
  from {
    visibility: hidden;
  }
}
@media (scripting: none) {
  .wait,
  .needs-script {
    display: none;
  }
}

/* narrow: one column, records as labelled cards */
@media (max-width: 37.49rem) {
  body > header,
  main,
  .foot {
    padding-inline: 16px;
  }
  .brand b,
  .brand > span,
  .brand > a {
    display: block;
  }
  main {
    padding-block: 24px 40px;
  }
  .row {
    grid-template-columns: minmax(0, 1fr);
  }
  .row-figure {
    text-align: start;
  }
  .detail {
    grid-template-columns: minmax(0, 1fr);
  }
  .detail dd {
    grid-column: 1;
  }
  .fold,
  .field-q,
  .field-kind,
  .field-year,
  .field-sort {
    flex: 1 1 100%;
  }
  .fold {
    display: block;
  }
  .filters:not(.open) {
    display: none;
  }
  .by-kind > div {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .by-kind dd + dd {
    grid-column: 1 / -1;
  }
}
/* records as labelled cards, where the columns have no room: the script says so */
.cards .table,
.cards .table tbody,
.cards .table tbody tr,
.cards .table tbody th,
.cards .table tbody td {
  display: block;
}
.cards .table thead {
  display: none;
}
.cards .table {
  border-top: 1px solid var(--line);
}
.cards .table tbody {
  padding: 12px 0;
}
.cards .table tbody tr:first-child {
  display: flex;
  flex-wrap: wrap;
  gap: 0 16px;
}
.cards .table tbody th {
  order: -1;
  flex: 1 0 100%;
}
.cards .table tbody th,
.cards .table tbody td {
  padding: 1px 0;
}
.cards .table td.end {
  text-align: start;
}
.cards .table td.none {
  display: none;
}
.cards .table td[data-label]::before {
  content: attr(data-label) ': ';
  font-size: var(--small);
  color: var(--ink-3);
}

@media print {
  :root {
    --paper: #fff;
    --wash: #fff;
    --wash-2: #fff;
    --line: #bbb;
    --line-strong: #777;
    --ink: #000;
    --ink-2: #222;
    --ink-3: #444;
    --accent: #000;
    --mark: #fff;
  }
  .switcher,
  .skip,
  .tools,
  .pages,
  .next,
  .more-rows,
  .link {
    display: none !important;
  }
  .asked {
    display: block;
  }
  html {
    font-size: 9.5pt;
  }
  .table tbody th,
  .table td {
    padding-block: 4px;
  }
  .table td.when {
    white-space: nowrap;
  }
  .h1 {
    font-size: 1.6rem;
  }
  main {
    padding-block: 16px;
  }
  .sections > * + * {
    margin-top: 24px;
  }
  body > header,
  main,
  .foot {
    padding-inline: 0;
  }
  .panel {
    padding: 0;
  }
  .table thead th {
    position: static;
  }
  .table tbody,
  .row,
  .detail {
    break-inside: avoid;
  }
  .h2 {
    break-after: avoid;
  }
}
@page {
  margin: 18mm 16mm;
  @bottom-right {
    content: counter(page) ' / ' counter(pages);
    font: 9pt system-ui, sans-serif;
  }
}
@media (forced-colors: active) {
  .table thead th {
    border-bottom: 1px solid;
  }
  .chip,
  .panel,
  .switcher > button,
  .pages [aria-current] {
    border: 1px solid;
  }
  .switcher > [aria-pressed='true'] {
    background: Highlight;
    color: HighlightText;
    forced-color-adjust: none;
  }
  mark {
    forced-color-adjust: none;
    background: Mark;
    color: MarkText;
  }
}
`;
