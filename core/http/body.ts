import { type FieldError, type Lang, problem } from '../problem.ts';
import { checkBody, type Route } from './contract.ts';

const MULTIPART = 'multipart/form-data';
const FORM = 'application/x-www-form-urlencoded';
/** Types that the pipeline reads and checks; other bodies are the handler's to take from the request. */
const TEXTUAL = new Set(['application/json', FORM, MULTIPART]);
/** What programs send a form as that do not name its type. */
const UNNAMED_FORM = new Set(['', 'text/plain', 'application/octet-stream']);

const invalid = (code: string, lang: Lang, ru: string, en: string) =>
  problem('validation', { errors: [{ pointer: '', code, detail: lang === 'ru' ? ru : en }] });

/** A form as a body. White space around names and values does not count: mail programs end the body with a line end. */
const formBody = (form: Iterable<[string, string]>): Record<string, string | string[]> => {
  const body: Record<string, string | string[]> = {};
  for (const [name, text] of form) {
    const key = name.trim();
    const value = text.trim();
    if (key === '') continue;
    const before = body[key];
    body[key] = before === undefined ? value : [before, value].flat();
  }
  return body;
};

/** An operation without a body takes none: some clients send an empty object with every POST, more would be ignored. */
async function expectNone(request: Request, route: Route<string>, lang: Lang): Promise<undefined> {
  if (route.open) return undefined;
  const text = await request.text();
  if (text.trim() === '' || text.trim() === '{}') return undefined;
  throw invalid('unknown', lang, 'Здесь тело запроса не нужно', 'No body is taken here');
}

async function multipartBody(
  bytes: ArrayBuffer,
  contentType: string,
  lang: Lang,
): Promise<Record<string, string | string[]>> {
  const form = await new Response(bytes, { headers: { 'Content-Type': contentType } })
    .formData()
    .catch(() => {
      throw invalid('form', lang, 'Это не форма', 'This is not a form');
    });
  // Members that are files say nothing here; what is left is a form like the other.
  return formBody([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function jsonBody(text: string, lang: Lang): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('json', lang, 'Это не JSON', 'This is not JSON');
  }
}

/**
 * The body of a write, read and checked against the contract; undefined where the operation takes none or a stream.
 * @throws Problem `unsupported-media`, or `validation` with all that is wrong
 */
export async function readBody(request: Request, route: Route<string>, lang: Lang): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (route.bodyTypes.length === 0) return expectNone(request, route, lang);
  const contentType = request.headers.get('Content-Type') ?? '';
  const [named = ''] = contentType.split(';').map(part => part.trim().toLowerCase());
  const type = route.open && UNNAMED_FORM.has(named) ? FORM : named;
  if (route.bodyTypes.every(one => !TEXTUAL.has(one))) {
    if (!route.bodyTypes.includes(type)) throw problem('unsupported-media');
    return undefined;
  }
  const bytes = type === MULTIPART ? await request.arrayBuffer() : undefined;
  const text = bytes === undefined ? await request.text() : new TextDecoder().decode(bytes);
  if (route.open ? text.trim() === '' : text === '') {
    if (!route.bodyRequired) return {};
    if (type !== '' && !route.bodyTypes.includes(type)) throw problem('unsupported-media');
    throw invalid('required', lang, 'Тело запроса пустое', 'The body is empty');
  }
  if (!route.bodyTypes.includes(type)) throw problem('unsupported-media');
  const body =
    type === 'application/json'
      ? jsonBody(text, lang)
      : bytes !== undefined
        ? await multipartBody(bytes, contentType, lang)
        : formBody(new URLSearchParams(text));
  const errors: FieldError[] = checkBody(route, type, body, lang);
  if (errors.length > 0) throw problem('validation', { errors });
  return body;
}
