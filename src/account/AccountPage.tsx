import { useSuspenseQuery } from '@tanstack/react-query';
import { switchAccount } from '../api/generated/ops/switchAccount.ts';
import type { Schemas } from '../api/schema-types.ts';
import { ROLES } from '../domain/ids.ts';
import { can, type Capability } from '../domain/roles.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import type { LoaderInput } from '../routes.tsx';
import type failureTexts from '../shell/failure/texts.json';
import { paths } from '../paths.ts';
import { OutLink, PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { sessionQuery } from '../shell/frame/queries.ts';
import { useQueryContext, useRuntime, useSession } from '../shell/frame/runtime-context.tsx';
import { useSignal } from '../shell/frame/signal.ts';
import { ActionFailureNote } from '../shell/kit/action-failure.tsx';
import { HiddenForRole } from '../shell/kit/hidden-for-role.tsx';
import { useAction } from '../shell/kit/use-action.ts';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import { Grants } from './Grants.tsx';
import { Passkeys } from './Passkeys.tsx';
import { accountQuery, grantsQuery, passkeysQuery } from './queries.ts';
import type texts from './texts.json';

export async function loader({ runtime }: LoaderInput) {
  await Promise.all([
    runtime.client.ensureQueryData(accountQuery(runtime)),
    runtime.client.ensureQueryData(passkeysQuery(runtime)),
    runtime.client.ensureQueryData(grantsQuery(runtime)),
  ]);
}

/** The account one works in: which one, who else has access to it, and what they see. */
export default function AccountPage() {
  const t = useTexts<typeof texts>('account');
  const names = useTexts<typeof failureTexts>('failure');
  const { account, accounts } = useSession();
  const others = accounts.filter(({ id }) => id !== account.id);
  return (
    <div className="stack-l">
      <PageHead
        name={t('name')}
        heading={t('heading', { name: account.name })}
        lead={t('lead', { code: account.code, role: names(`role.${account.role}`) })}
      />
      {others.length === 0 ? null : <Others accounts={others} />}
      <Members />
      <Grants />
      <Passkeys />
      <Section title={t('sees')}>
        <p className="prose">{t('sees.own')}</p>
        <ul className="rows">
          {ROLES.filter(role => role !== 'user').map(role => (
            <li key={role} className="row">
              <span className="row-title">{t(`sees.${role}`)}</span>
              <span className="row-text">
                <Sees role={role} />
              </span>
            </li>
          ))}
        </ul>
        <p className="prose small muted">{t('sees.notices')}</p>
        <p>
          <PageLink className="alone" to={paths.accessLog()}>
            {t('sees.log')}
          </PageLink>
        </p>
      </Section>
      <LostAccess />
    </div>
  );
}

/** What to send when somebody cannot sign in any more: the papers, and what happens until they are checked. */
function LostAccess() {
  const t = useTexts<typeof texts>('account');
  const { contactUrl } = useSignal(useRuntime().host);
  return (
    <Section title={t('lost')}>
      <p className="prose">{t('lost.lead')}</p>
      <ul className="prose effects stack-s">
        {PAPERS.map(paper => (
          <li key={paper}>{t(`lost.${paper}`)}</li>
        ))}
      </ul>
      <p className="prose small muted">{t('lost.until')}</p>
      {contactUrl === undefined ? null : (
        <p>
          <OutLink href={contactUrl}>{t('lost.contact')}</OutLink>
        </p>
      )}
    </Section>
  );
}

/** What a request on paper holds (152-FZ, article 14, part 3). */
const PAPERS = ['document', 'relation', 'firm', 'signature'] as const;

/** What a capability shows of the others in the account, in the order of the table of roles. */
const SHOWN = [
  'users.names.view',
  'account.all.view',
  'account.billing.view',
  'accesslog.account',
  'notices.route.all',
  'notices.route.billing',
] as const satisfies readonly Capability[];

/** What a role sees, from the table of roles; what includes another right is named alone. */
function Sees({ role }: { role: Schemas['Role'] }) {
  const t = useTexts<typeof texts>('account');
  const format = useFormat();
  const shown = SHOWN.filter(
    id =>
      can(role, id) &&
      (id !== 'account.billing.view' || !can(role, 'account.all.view')) &&
      (id !== 'notices.route.billing' || !can(role, 'notices.route.all')),
  );
  return <span>{`${format.list(shown.map(id => t(`sees.${id}`)))}.`}</span>;
}

/** The other accounts of the person, each with the way into it. */
function Others({ accounts }: { accounts: readonly Schemas['AccountRef'][] }) {
  const t = useTexts<typeof texts>('account');
  const names = useTexts<typeof failureTexts>('failure');
  // The runtime drops what it knows of the former account when the session says another one.
  const { send, busy, failure } = useAction(switchAccount, { cachedAs: context => sessionQuery(context) });
  return (
    <Section title={t('others')}>
      <ul className="rows">
        {accounts.map(({ id, name, code, role }) => (
          <li key={id} className="row">
            <span className="row-title" translate="no">
              {name}
            </span>
            <span className="row-figure">
              <Button busy={busy} onClick={() => void send({ body: { accountId: id } })}>
                <span>{t('switch')}</span>
                <span className="sr">{`: ${name}`}</span>
              </Button>
            </span>
            <span className="row-text small">{t('others.role', { code, role: names(`role.${role}`) })}</span>
          </li>
        ))}
      </ul>
      <p className="small muted">{t('others.saved')}</p>
      <ActionFailureNote failure={failure} labels={{ uncertain: t('switch.uncertain') }} />
    </Section>
  );
}

/** Everybody with a role in the account; hidden where the role does not show them. */
function Members() {
  const t = useTexts<typeof texts>('account');
  const names = useTexts<typeof failureTexts>('failure');
  const { role } = useSession();
  const { members, visibleTo } = useSuspenseQuery(accountQuery(useQueryContext())).data;
  return (
    <Section title={t('members')}>
      <ul className="rows">
        {members.map(member => (
          <li key={`${member.name} ${member.role}`} className="row">
            <span className="row-title">{member.name}</span>
            <span className="row-figure small">{names(`role.${member.role}`)}</span>
            {member.self ? (
              <span className="row-text small">
                <Chip>{t('members.self')}</Chip>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {can(role, 'users.names.view') ? (
        members.length === 1 ? (
          <p className="muted">{t('members.alone')}</p>
        ) : null
      ) : (
        <div className="stack-s">
          <p>{t('members.hidden')}</p>
          <p>
            <HiddenForRole visibleTo={visibleTo} />
          </p>
        </div>
      )}
    </Section>
  );
}
