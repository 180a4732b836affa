import { useQuery } from '@tanstack/react-query';
import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import { use, useMemo, useState } from 'react';
import type { Schemas } from '../api/schema-types.ts';
import { FLOW_KINDS, type FlowKind, type FlowNode, flowGraph } from '../domain/processing.ts';
import { useLocale, useTexts } from '../i18n/react.tsx';
import type { TextLoaders } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useQueryContext, useRuntime } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { LazyPanelFailure } from '../shell/frame/lazy-parts.tsx';
import { registerQuery } from '../api/queries/register.ts';
import { useSheet } from '../ui/base/sheets.ts';
import css from './flow.css?inline';
import { FlowSkeleton } from './FlowSkeleton.tsx';
import { linesOf, SIDE } from './label-lines.ts';
import type texts from './flow/texts.json';

const flowTexts: TextLoaders = {
  ru: () => import('./flow/texts.json?locale=ru'),
  en: () => import('./flow/texts.json?locale=en'),
};

type Register = Schemas['Register'];
type Recipient = Register['recipients'][number];

/**
 * Sources → categories → systems → recipients, as a picture and as a table with the same content. CSS shows one of
 * them.
 */
export default function DataFlow() {
  useSheet(css);
  use(useRuntime().texts.load(useLocale(), flowTexts));
  const t = useTexts<typeof texts>('flow');
  const register = useQuery(registerQuery(useQueryContext()));
  if (register.error)
    return <LazyPanelFailure error={register.error} onRetry={() => void register.refetch()} />;
  const { data } = register;
  if (!data) return <FlowSkeleton />;
  const kept = { ...data, categories: data.categories.filter(({ empty }) => !empty) };
  const names = data.categories.flatMap(({ empty, label }) => (empty ? label : [])).join(', ');
  return (
    <>
      <Picture register={kept} />
      <div className="flow-table">
        <FlowTable register={kept} />
      </div>
      {names ? <p className="small muted">{t('empty', { names })}</p> : null}
    </>
  );
}

const WIDTH = 1040;
/** The same for every register, because the height is reserved before the register is loaded. */
const HEIGHT = 470;
const GAP = 22;
const LINE_HEIGHT = 15;

interface Block {
  id: string;
  node: FlowNode;
  label: string;
}

/** The address a node links to: its category, or the register filtered by it. */
function pageOfFlowNode({ kind, ref }: FlowNode): string {
  if (kind === 'category') return paths.category(ref);
  return paths.data({ [kind]: ref });
}

/** The countries data goes to; of a recipient in the country, where its companies are. */
function countriesOf(
  { status, countries, transfers = [] }: Recipient['crossBorder'],
  members: NonNullable<Recipient['members']>,
): string[] {
  return status === 'none'
    ? members.flatMap(({ country = [] }) => country)
    : [...countries, ...transfers.map(({ country }) => country)];
}

function labelsOf({ sources, categories, systems, recipients }: Register): Map<string, string> {
  // The way of the data ends in a country, where the operator names it.
  const ends = recipients.map(({ id, label, crossBorder, members = [] }) => ({
    id,
    label: [...new Set([label, ...countriesOf(crossBorder, members)])].join(', '),
  }));
  const lists = { source: sources, category: categories, system: systems, recipient: ends };
  return new Map(
    FLOW_KINDS.flatMap(kind => lists[kind].map(({ id, label }) => [`${kind}:${id}`, label] as const)),
  );
}

function Picture({ register }: { register: Register }) {
  const t = useTexts<typeof texts>('flow');
  const [highlighted, setHighlighted] = useState<string>();
  const picture = useMemo(() => {
    const graph = flowGraph(register);
    const labels = labelsOf(register);
    const layout = sankey<Block, object>()
      .nodeId(node => node.id)
      .nodeAlign(block => FLOW_KINDS.indexOf(block.node.kind))
      // The order of the graph is that of the register.
      .nodeSort(null)
      .nodeWidth(6)
      .nodePadding(GAP)
      .extent([
        [SIDE, 30],
        [WIDTH - SIDE, HEIGHT - 8],
      ]);
    return layout({
      nodes: graph.nodes.map(node => ({ id: node.id, node, label: labels.get(node.id) ?? node.ref })),
      links: graph.links.map(link => ({ source: link.from, target: link.to, value: link.weight })),
    });
  }, [register]);
  const path = sankeyLinkHorizontal();
  const columns = new Map(picture.nodes.map(block => [block.node.kind, block]));
  return (
    <figure className="flow-figure">
      <svg className="flow-picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={t('flow')}>
        {[...columns].map(([kind, block]) => (
          <text key={kind} className="column" y={14} {...anchorOf(block)}>
            {t(kind)}
          </text>
        ))}
        {picture.links.map((link, index) => {
          const ends = [link.source, link.target].map(end => (end as Block).id);
          return (
            <path
              key={index}
              className="stream"
              d={path(link) ?? ''}
              strokeWidth={Math.max(1, link.width ?? 1)}
              data-lit={highlighted && ends.includes(highlighted)}
            />
          );
        })}
        {picture.nodes.map(block => {
          const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = block;
          const middle = (y0 + y1) / 2;
          return (
            <PageLink
              key={block.id}
              to={pageOfFlowNode(block.node)}
              onMouseEnter={() => setHighlighted(block.id)}
              onMouseLeave={() => setHighlighted(undefined)}
              onFocusCapture={() => setHighlighted(block.id)}
              onBlur={() => setHighlighted(undefined)}
            >
              <rect className="target" x={x0 - 12} y={middle - 13} width={130} height={26} />
              <rect className="block" x={x0} y={y0} width={x1 - x0} height={Math.max(2, y1 - y0)} rx={2} />
              <Label y={middle} {...anchorOf(block)}>
                {block.label}
              </Label>
            </PageLink>
          );
        })}
      </svg>
    </figure>
  );
}

/** A label of one or more lines, centred vertically at `y`. */
function Label({
  children,
  y,
  x,
  textAnchor,
}: {
  children: string;
  y: number;
  x: number;
  textAnchor?: 'end';
}) {
  const lines = linesOf(children);
  return (
    <text y={y - ((lines.length - 1) * LINE_HEIGHT) / 2} textAnchor={textAnchor}>
      {lines.map((line, index) => (
        <tspan key={index} x={x} dy={index === 0 ? '0.35em' : LINE_HEIGHT}>
          {index === lines.length - 1 ? line : `${line} `}
        </tspan>
      ))}
    </text>
  );
}

/** The position of a label: left of the blocks in the first column, otherwise right of them. */
function anchorOf({
  node,
  x0 = 0,
  x1 = 0,
}: {
  node: FlowNode;
  x0?: number | undefined;
  x1?: number | undefined;
}) {
  return node.kind === 'source' ? { x: x0 - 10, textAnchor: 'end' as const } : { x: x1 + 8 };
}

function FlowTable({ register }: { register: Register }) {
  const t = useTexts<typeof texts>('flow');
  const labels = labelsOf(register);
  const cell = (kind: FlowKind, ids: readonly string[]) => (
    <td data-label={t(kind)}>
      {ids.length === 0 ? (
        <span className="muted">{t(kind === 'recipient' ? 'noRecipients' : 'none')}</span>
      ) : (
        ids.map((id, index) => (
          <span key={id}>
            {index > 0 ? <span>, </span> : null}
            <PageLink to={pageOfFlowNode({ id, kind, ref: id })}>
              {labels.get(`${kind}:${id}`) ?? id}
            </PageLink>
          </span>
        ))
      )}
    </td>
  );
  return (
    <table className="table cards small">
      <thead>
        <tr>
          {(['category', 'source', 'system', 'recipient'] as const).map(kind => (
            <th key={kind} scope="col">
              {t(kind)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {register.categories.map(category => (
          <tr key={category.id}>
            <th scope="row">
              <PageLink to={paths.category(category.id)}>{category.label}</PageLink>
            </th>
            {cell('source', category.sources)}
            {cell('system', category.systems)}
            {cell('recipient', category.recipients)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
