import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import { setToolObjection } from '../api/generated/ops/setToolObjection.ts';
import { splitTools, toolPurpose } from '../domain/processing.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { useAction } from '../shell/kit/use-action.ts';
import { PanelFailure } from '../shell/failure/FailureView.tsx';
import { useRuntime, useSession, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { OutLink } from '../shell/frame/links.tsx';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import { Skeleton } from '../ui/base/skeleton.tsx';
import { Fact } from '../ui/facts.tsx';
import { Switch } from '../ui/Switch.tsx';
import { consentsQuery } from '../api/queries/consents.ts';
import { registerQuery } from '../api/queries/register.ts';
import type { Schemas } from '../api/schema-types.ts';
import { Failed } from './Failed.tsx';
import type texts from './texts.json';

/** The counters of the site: each can be refused by itself, with what that does and cannot do. */
export function Tools() {
  const t = useTexts<typeof texts>('consents');
  const context = useQueryContext();
  const { tools, objections } = useSuspenseQuery(consentsQuery(context)).data;
  const register = useQuery(registerQuery(context, 'person'));
  const purposeOf = (id: string, { tools: all, categories }: Schemas['Register']) => {
    const kind = all.find(one => one.id === id)?.category;
    return toolPurpose(
      categories.find(one => one.id === kind),
      objections,
    );
  };
  return (
    <Section title={t('tools')}>
      <p className="objections-lead">{t('tools.lead')}</p>
      {tools.some(({ signal }) => signal !== undefined) ? (
        <p className="objections-lead">{t('signal.lead')}</p>
      ) : null}
      {register.error ? (
        <PanelFailure error={register.error} onRetry={() => void register.refetch()} />
      ) : register.data === undefined ? (
        <div aria-busy="true">
          <Skeleton widths={[60, 90, 60, 90]} />
        </div>
      ) : (
        <ToolRows tools={tools} register={register.data} purposeOf={tool => purposeOf(tool, register.data)} />
      )}
    </Section>
  );
}

/** Counters with a switch; those that know nothing of the person are named, for their switch would change nothing. */
function ToolRows({
  tools,
  register,
  purposeOf,
}: {
  tools: readonly Schemas['ToolObjection'][];
  register: Schemas['Register'];
  purposeOf: (tool: string) => string | undefined;
}) {
  const t = useTexts<typeof texts>('consents');
  const format = useFormat();
  const { refusable, impersonal } = splitTools(tools, register.tools);
  return (
    <>
      <ul className="rows">
        {refusable.map(tool => (
          <li key={tool.tool}>
            <ToolRow
              tool={tool}
              purpose={purposeOf(tool.tool)}
              rule={register.tools.find(({ id }) => id === tool.tool)?.retention}
            />
          </li>
        ))}
      </ul>
      {impersonal.length === 0 ? null : (
        <p className="muted objections-lead">
          {t('tools.impersonal', {
            n: impersonal.length,
            tools: format.list(impersonal.map(tool => tool.label)),
          })}
        </p>
      )}
    </>
  );
}

function ToolRow({
  tool,
  purpose,
  rule,
}: {
  tool: Schemas['ToolObjection'];
  purpose: string | undefined;
  /** How long it keeps what it knows. */
  rule: Schemas['RetentionRule'] | undefined;
}) {
  const t = useTexts<typeof texts>('consents');
  const format = useFormat();
  const { now } = useSession();
  const runtime = useRuntime();
  const id = useId();
  // Until the list is here the switch shows what the server was asked and has confirmed; a refusal takes it back.
  const refresh = () => runtime.invalidate(listConsents);
  const action = useAction(setToolObjection, { onSuccess: refresh, onFailure: refresh });
  const [requested, setRequested] = useState<boolean>();
  const allowed = requested ?? !tool.optedOut;
  // The browser alone has said no: there is nothing to switch back on here.
  const onlySignalled = tool.signal !== undefined && tool.at === undefined && requested === undefined;
  async function put(next: boolean) {
    if (purpose === undefined) return;
    setRequested(next);
    await action.send({ path: { purpose, tool: tool.tool }, body: { optedOut: !next } });
    setRequested(undefined);
  }
  return (
    <div className="consent-row stack-s">
      <div className={onlySignalled ? 'split' : 'tool-head'}>
        <span className="row-title" id={id}>
          {tool.label}
        </span>
        {purpose === undefined ? null : onlySignalled ? (
          <Chip tone="ok">{t('signal.off')}</Chip>
        ) : (
          <Switch
            on={allowed}
            labelledBy={id}
            describedBy={`${id}-can`}
            labels={{ on: t('tool.on'), off: t('tool.off') }}
            onChange={next => void put(next)}
          />
        )}
      </div>
      <dl className="facts small" id={`${id}-can`}>
        <Fact label={t('tool.can')}>{tool.can}</Fact>
        <Fact label={t('tool.cannot')}>
          <span>{`${tool.cannot} `}</span>
          {tool.url === undefined ? null : <OutLink href={tool.url}>{t('tool.url')}</OutLink>}
        </Fact>
        {rule === undefined ? null : (
          <Fact label={t('tool.kept')}>{rule.note === '' ? rule.label : `${rule.label}. ${rule.note}`}</Fact>
        )}
        {tool.at === undefined ? null : <Fact label={t('tool.since')}>{format.moment(tool.at, now)}</Fact>}
      </dl>
      <Failed failure={action.failure} />
      {purpose === undefined || !onlySignalled ? null : (
        <div className="actions">
          <Button busy={action.busy} onClick={() => void put(false)}>
            <span>{t(action.busy ? 'busy' : 'signal.everywhere')}</span>
            <span className="sr">{`: ${tool.label}`}</span>
          </Button>
        </div>
      )}
    </div>
  );
}
