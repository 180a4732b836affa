import type { Failure } from '../../api/errors.ts';
import { useTexts } from '../../i18n/react.tsx';
import type texts from './texts.json';

/** The server's id of the failed HTTP request, for support; nothing when the server gave none. */
export function RequestCode({ error }: { error: Failure | undefined }) {
  const t = useTexts<typeof texts>('wizard');
  if (error?.requestId === undefined) return null;
  return <span className="num">{t('save.code', { id: error.requestId })}</span>;
}
