import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { SignJWT } from 'jose';
import type { components } from '../../core/generated/staff-schema.ts';
import { STATUS_LABELS } from '../../core/requests/staff.ts';
import { RIGHT_TEXTS } from '../../core/rights/texts.ts';
import type { Logger } from '../log.ts';
import { STAFF_BASE } from '../staff/app.ts';
import type { StaffConfig } from '../staff/config.ts';
import { startStaffServer } from '../staff/server.ts';
import { escaped, panelPage } from '../../demo/page.ts';

type Schema = components['schemas'];

const ISSUER = 'privacy-demo-staff';
const AUDIENCE = 'privacy-staff';
const HOURS = 8;
/** Two, for an appeal is answered by another one. */
const MEMBERS = [
  { id: 'staff-1', label: 'первый сотрудник' },
  { id: 'staff-2', label: 'второй сотрудник' },
] as const;

/** The staff's side of the demo: the staff's program, a page with buttons, and a token for the command line. */
export interface DemoStaff {
  /** Puts the page of the staff before what the panel has. */
  around(app: Hono): Hono;
  stop(): Promise<void>;
}

/** What is sent for a button; the texts of a form come from its fields. */
const BODIES: Readonly<Record<string, (form: Readonly<Record<string, string>>) => unknown>> = {
  take: () => undefined,
  ask: ({ text }) => ({ text }),
  message: ({ text }) => ({ text }),
  extend: ({ text }) => ({ reason: text }),
  answer: ({ text, label = '' }) => ({ outcomes: [{ label, kind: 'done', text }] }),
  refuse: ({ text }) => ({ reason: text, law: { law: '152-ФЗ', article: 'ст. 14 ч. 8' } }),
};
const PATHS: Readonly<Record<string, string>> = { message: 'messages' };
const LABELS: Readonly<Record<string, string>> = {
  take: 'Взять в работу',
  ask: 'Задать вопрос',
  message: 'Написать',
  extend: 'Продлить срок',
  answer: 'Ответить: сделано',
  refuse: 'Отказать',
};

/** Starts the staff's program on a port of its own. */
export async function startDemoStaff(
  settings: Pick<StaffConfig, 'databaseUrl' | 'ledgerFolder' | 'keys' | 'publicUrl'>,
  log: Logger,
): Promise<DemoStaff> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  const rules = { keys: [{ kid, alg: 'ES256', key: publicKey }], issuer: ISSUER, audience: AUDIENCE };
  const server = await startStaffServer(
    { ...settings, host: '127.0.0.1', port: 0, rules, logLevel: 'warn' },
    log,
    { installation: 'demo' },
  );
  const url = `http://127.0.0.1:${server.port}${STAFF_BASE}`;
  const tokenOf = (member: string): Promise<string> =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(member)
      .setExpirationTime(`${HOURS}h`)
      .sign(privateKey);
  const call = async <Answer>(
    member: string,
    path: string,
    body?: unknown,
    method = 'POST',
  ): Promise<Answer | Schema['Problem']> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await tokenOf(member)}`,
        ...(method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Answer | Schema['Problem'];
  };
  const memberOf = (id: string | undefined): string =>
    MEMBERS.find(member => member.id === id)?.id ?? MEMBERS[0].id;

  return {
    around: inner => {
      const app = new Hono();
      app.get('/demo/staff', async context =>
        context.json({ url, token: await tokenOf(memberOf(context.req.query('as'))) }),
      );
      app.get('/staff', async context => {
        const member = memberOf(context.req.query('as'));
        const id = context.req.query('case');
        const list = (await call(member, '/cases?limit=100', undefined, 'GET')) as Schema['CaseList'];
        const found =
          id === undefined
            ? undefined
            : await call<Schema['Case']>(member, `/cases/${encodeURIComponent(id)}/views`, {
                reason: 'ответ на обращение',
              });
        const content = found === undefined ? '' : caseOf(found, member, context.req.query('failed'));
        const label = MEMBERS.find(one => one.id === member)?.label ?? '';
        return context.html(panelPage('Обращения', `${queueOf(list, member)}${content}`, label));
      });
      app.post('/staff/:id/:action', async context => {
        const { id, action } = context.req.param();
        const form = (await context.req.parseBody()) as Record<string, string>;
        const member = memberOf(form['as']);
        const bodyOf = BODIES[action];
        if (bodyOf === undefined) return context.notFound();
        const done = await call<Schema['Case']>(
          member,
          `/cases/${encodeURIComponent(id)}/${PATHS[action] ?? action}`,
          bodyOf(form),
        );
        const failed = 'actions' in done ? '' : `&failed=${encodeURIComponent(done.title)}`;
        return context.redirect(`/staff?as=${member}&case=${encodeURIComponent(id)}${failed}`, 303);
      });
      app.all('*', ({ req }) => inner.fetch(req.raw));
      return app;
    },
    stop: server.stop,
  };
}

const dayText = (day: string): string =>
  day === ''
    ? ''
    : new Date(day).toLocaleDateString('ru-RU', { day: 'numeric', month: 'long', timeZone: 'UTC' });

const queueOf = ({ items, total }: Schema['CaseList'], member: string): string => `
  <h1>Обращения без ответа: ${total}</h1>
  <p>Сначала то, чей срок ближе. Работает: ${MEMBERS.map(({ id, label }) =>
    id === member ? `<strong>${label}</strong>` : `<a href="/staff?as=${id}">${label}</a>`,
  ).join(', ')}. <a href="/account#/privacy">Вернуться в личный кабинет</a></p>
  <table class="table">
    <thead><tr><th>Ответить до</th><th>Номер</th><th>О чём</th><th>Состояние</th></tr></thead>
    <tbody>${items
      .map(
        ({ id, number, kind, status, staffDue = '', overdue }) =>
          `<tr${overdue ? ' class="danger"' : ''}><td>${dayText(staffDue)}</td>
            <td><a href="/staff?as=${member}&amp;case=${encodeURIComponent(id)}">${escaped(number)}</a></td>
            <td>${RIGHT_TEXTS[kind].label.ru}</td><td>${STATUS_LABELS[status] ?? status}</td></tr>`,
      )
      .join('')}</tbody>
  </table>`;

function caseOf(found: Schema['Case'] | Schema['Problem'], member: string, failed?: string): string {
  if (!('actions' in found)) return `<p class="alert alert-warning">${escaped(found.title)}</p>`;
  const { id, number, title, text, person, messages, actions, dueBy = '' } = found;
  return `
  <h2>${escaped(`${number}. ${title}`)}</h2>
  ${failed === undefined ? '' : `<p class="alert alert-warning">${escaped(failed)}</p>`}
  <p>${escaped(person.name)}. Ответ обещан до ${dayText(dueBy)}.</p>
  <blockquote>${escaped(text)}</blockquote>
  <ul>${messages.map(one => `<li><b>${one.from === 'staff' ? 'Мы' : 'Клиент'}:</b> ${escaped(one.text)}</li>`).join('')}</ul>
  ${actions
    .map(
      action => `
    <form method="post" action="/staff/${encodeURIComponent(id)}/${action}" class="form-group">
      <input type="hidden" name="as" value="${member}" />
      <input type="hidden" name="label" value="${escaped(title)}" />
      ${action === 'take' ? '' : `<label for="text-${action}">${action === 'extend' || action === 'refuse' ? 'Причина' : 'Текст для клиента'}</label><textarea class="form-control" id="text-${action}" name="text" required minlength="10" rows="2"></textarea>`}
      <button class="btn btn-default">${LABELS[action] ?? action}</button>
    </form>`,
    )
    .join('')}`;
}
