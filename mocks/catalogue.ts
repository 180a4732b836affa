import type { LegalBasis } from '../src/domain/ids.ts';
import type { Lang, Text } from './problem.ts';
import { t } from './words.ts';

/**
 * What the other areas need of the register: ids with their names and how they hang together (domain.md §1–2).
 */
interface CategoryRow {
  label: Text;
  systems: readonly string[];
  purposes: readonly string[];
  provided: boolean;
}

const CATEGORIES: Readonly<Record<string, CategoryRow>> = {
  account: { label: t('Учётные данные', 'Account details'), systems: ['activeplatform', 'servicedesk', 'kayako'], purposes: ['provide-services', 'service-notices'], provided: true },
  services: { label: t('Услуги и оплаты', 'Services and payments'), systems: ['activeplatform'], purposes: ['provide-services', 'service-notices', 'offers'], provided: true },
  materials: { label: t('Материалы на серверах', 'Materials on servers'), systems: ['customer-servers'], purposes: ['provide-services'], provided: true },
  correspondence: { label: t('Переписка', 'Correspondence'), systems: ['kayako', 'servicedesk'], purposes: ['provide-services', 'correspondence-disclosure'], provided: true },
  calls: { label: t('Звонки', 'Calls'), systems: ['telephony', 'servicedesk'], purposes: ['provide-services'], provided: true },
  office: { label: t('Обращения в офисе', 'Office visits'), systems: ['servicedesk'], purposes: ['provide-services'], provided: true },
  analytics: { label: t('Посещения сайта', 'Site visits'), systems: ['google', 'yandex'], purposes: ['site-upkeep', 'statistics', 'audience'], provided: false },
  mailings: { label: t('Рассылки', 'Mailings'), systems: ['mailing-system'], purposes: ['advertising', 'surveys'], provided: true },
  recordings: { label: t('Записи звонков', 'Call recordings'), systems: ['telephony'], purposes: ['call-quality'], provided: false },
};

const PURPOSES: Readonly<Record<string, { label: Text; basis: LegalBasis }>> = {
  'provide-services': { label: t('Оказывать услуги', 'Provide services'), basis: 'contract' },
  'service-notices': { label: t('Напоминать о нужном для услуг', 'Remind of what services need'), basis: 'legal-requirement' },
  'site-upkeep': { label: t('Поддерживать и улучшать сайт', 'Keep and improve the site'), basis: 'legitimate-interest' },
  surveys: { label: t('Опросы', 'Surveys'), basis: 'legitimate-interest' },
  statistics: { label: t('Статистика посещений', 'Statistics of visits'), basis: 'legitimate-interest' },
  audience: { label: t('Понимать аудиторию', 'Understand the audience'), basis: 'legitimate-interest' },
  offers: { label: t('Предлагать подходящие услуги', 'Offer fitting services'), basis: 'legitimate-interest' },
  'correspondence-disclosure': { label: t('Показывать текст переписки', 'Show the text of correspondence'), basis: 'consent' },
  advertising: { label: t('Рассылки с предложениями', 'Mailings with offers'), basis: 'consent' },
  'call-quality': { label: t('Качество работы по телефону', 'Quality of phone service'), basis: 'legitimate-interest' },
};

const SYSTEMS: Readonly<Record<string, Text>> = {
  activeplatform: t('Биллинг ActivePlatform', 'ActivePlatform billing'),
  servicedesk: t('ServiceDesk', 'ServiceDesk'),
  kayako: t('Kayako', 'Kayako'),
  'customer-servers': t('Ваши серверы', 'Your servers'),
  telephony: t('Телефония', 'Telephony'),
  'mailing-system': t('Система рассылок', 'Mailing system'),
  google: t('Google', 'Google'),
  yandex: t('Яндекс', 'Yandex'),
};

const FIELDS: Readonly<Record<string, Text>> = {
  'full-name': t('Фамилия, имя, отчество', 'Full name'),
  passport: t('Паспорт', 'Passport'),
  'postal-address': t('Почтовый адрес', 'Postal address'),
  email: t('Электронная почта', 'E-mail'),
};

/** Ids of all categories, in the order of the register. */
export const categoryIds = (): string[] => Object.keys(CATEGORIES);
/** Ids of all purposes. */
export const purposeIds = (): string[] => Object.keys(PURPOSES);
/** The category’s name. */
export const categoryLabel = (id: string, lang: Lang): string => CATEGORIES[id]?.label[lang] ?? id;
/** The purpose’s name. */
export const purposeLabel = (id: string, lang: Lang): string => PURPOSES[id]?.label[lang] ?? id;
/** The purpose’s basis. */
export const basisOf = (id: string): LegalBasis | undefined => PURPOSES[id]?.basis;
/** The system’s name. */
export const systemLabel = (id: string, lang: Lang): string => SYSTEMS[id]?.[lang] ?? id;
/** The name of a field of a category. */
export const fieldLabel = (_category: string, id: string, lang: Lang): string => FIELDS[id]?.[lang] ?? id;
/** Where the category is kept. */
export const systemsOf = (id: string): readonly string[] => CATEGORIES[id]?.systems ?? [];
/** What the category is needed for. */
export const purposesOf = (id: string): readonly string[] => CATEGORIES[id]?.purposes ?? [];
/** Whether the customer gave the data. */
export const isProvided = (id: string): boolean => CATEGORIES[id]?.provided ?? false;
