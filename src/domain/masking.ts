/** The kinds of value with their own mask; values of other kinds are hidden completely. */
export const MASK_KINDS = [
  'passport',
  'email',
  'phone',
  'address',
  'person-name',
  'card',
  'ip',
  'generic',
] as const;
/** One of `MASK_KINDS`. */
export type MaskKind = (typeof MASK_KINDS)[number];

/** A fixed number of dots, so that a mask does not reveal the length of the hidden part. */
const FEW = '•••••';
const WHOLE = '••••••';

const digitsOf = (value: string): string => value.replace(/\D/g, '');

/** Hides the whole value; an empty value stays empty. */
const maskWhole = (value: string): string => (value.trim() === '' ? '' : WHOLE);

/**
 * A passport with its last three digits: `•• •• ••• 123`. Accepts any spaces, and series of letters (BY). Text with
 * more digits than one number has is hidden completely. Source: docs/domain.md#masking.
 */
const maskPassport = (value: string): string => {
  const digits = digitsOf(value);
  return `•• •• ••• ${digits.length >= 7 && digits.length <= 10 ? digits.slice(-3) : '•••'}`;
};

/** An e-mail address with the first letter and the domain: `v•••••@example.ru`; other text is hidden completely. */
const maskEmail = (value: string): string => {
  const match = /^(\S)\S*@([^\s@]+)$/u.exec(value.trim());
  return match === null ? maskWhole(value) : `${match[1] ?? ''}${FEW}@${match[2] ?? ''}`;
};

/**
 * A phone number with the country code, where known, and the last two digits: `+7 ••• •••-••-12`. Fewer than seven
 * digits are hidden completely.
 */
const maskPhone = (value: string): string => {
  const digits = digitsOf(value);
  if (digits.length < 7) return maskWhole(value);
  const tail = `•••-••-${digits.slice(-2)}`;
  if (/^[78]\d{10}$/.test(digits)) return `+7 ••• ${tail}`;
  if (/^375\d{9}$/.test(digits)) return `+375 •• ${tail}`;
  return `••• ${tail}`;
};

/**
 * The words for streets in Russian addresses, and how the mask writes them. The patterns use lookarounds, because `\b`
 * does not know Cyrillic.
 */
const STREETS: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/(?<!\p{L})(?:улица|ул)(?!\p{L})/iu, 'ул.'],
  [/(?<!\p{L})(?:проспект|пр-т|просп)(?!\p{L})/iu, 'пр-т'],
  [/(?<!\p{L})(?:переулок|пер)(?!\p{L})/iu, 'пер.'],
  [/(?<!\p{L})(?:набережная|наб)(?!\p{L})/iu, 'наб.'],
  [/(?<!\p{L})(?:бульвар|б-р)(?!\p{L})/iu, 'б-р'],
  [/(?<!\p{L})(?:площадь|пл)(?!\p{L})/iu, 'пл.'],
  [/(?<!\p{L})(?:шоссе|ш)(?!\p{L})/iu, 'ш.'],
  [/(?<!\p{L})(?:проезд|пр-д)(?!\p{L})/iu, 'пр-д'],
];
const TOWN = /^(?:г\.\s*|г\s+|город\s+)(\p{L}[\p{L}\s-]*)$/iu;
const BARE_TOWN = /^\p{L}[\p{L}\s-]*$/u;
/** A postal code, a country or a region before the town. */
const BEFORE_TOWN = /^(?:\d{6}|россия|рф|российская федерация|беларусь|республика беларусь)$/iu;
const REGION = /(?<!\p{L})(?:область|обл|край|республика|респ|район|р-н)(?!\p{L})/iu;

const streetWord = (part: string): string | undefined => STREETS.find(([pattern]) => pattern.test(part))?.[1];

/**
 * A postal address with the town and the kind of street: `Тверь, ул. ••••••`. When the town is not certain, the whole
 * address is hidden.
 */
const maskAddress = (value: string): string => {
  const parts = value
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '' && !BEFORE_TOWN.test(part) && !REGION.test(part));
  const street = parts.map(streetWord).find(word => word !== undefined);
  const named = parts
    .filter(part => streetWord(part) === undefined)
    .map(part => TOWN.exec(part)?.[1])
    .find(town => town !== undefined);
  const [first = ''] = parts;
  const bare =
    street !== undefined && streetWord(first) === undefined && BARE_TOWN.test(first) ? first : undefined;
  const town = named ?? bare;
  if (town === undefined) return maskWhole(value);
  return `${town}, ${street === undefined ? '' : `${street} `}${WHOLE}`;
};

/**
 * The name of another person: the first letter of the surname and the initials of the next two words: `Л••••• В. П.`.
 * Source: docs/domain.md#other-people.
 */
const maskPersonName = (value: string): string => {
  const initials = value.split(/[\s.]+/).flatMap(word => /\p{L}/u.exec(word)?.[0] ?? []);
  const [surname, ...names] = initials;
  if (surname === undefined) return maskWhole(value);
  return [`${surname}${FEW}`, ...names.slice(0, 2).map(initial => `${initial}.`)].join(' ');
};

/** A card number with its last four digits: `•••• •••• •••• 1234`. A text without 12–19 digits is hidden completely. */
const maskCard = (value: string): string => {
  const digits = digitsOf(value);
  return `•••• •••• •••• ${digits.length >= 12 && digits.length <= 19 ? digits.slice(-4) : '••••'}`;
};

/**
 * An IP address without the part that identifies one machine: IPv4 keeps its first two octets (`203.0.•••.•••`), IPv6
 * its first two groups (`2001:db8:••••`). Other text is hidden completely.
 */
const maskIp = (value: string): string => {
  const text = value.trim();
  const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
  const four = new RegExp(`^(${octet})\\.(${octet})\\.${octet}\\.${octet}$`).exec(text);
  if (four !== null) return `${four[1] ?? ''}.${four[2] ?? ''}.•••.•••`;
  const six = /^([\da-f]{1,4}):([\da-f]{1,4}):[\da-f:.]*$/i.exec(text);
  return six === null ? maskWhole(value) : `${six[1] ?? ''}:${six[2] ?? ''}:••••`;
};

const MASKS: ReadonlyMap<string, (value: string) => string> = new Map<MaskKind, (value: string) => string>([
  ['passport', maskPassport],
  ['email', maskEmail],
  ['phone', maskPhone],
  ['address', maskAddress],
  ['person-name', maskPersonName],
  ['card', maskCard],
  ['ip', maskIp],
  ['generic', maskWhole],
]);

/**
 * The mask of a value. It reveals neither the hidden part nor its length. A value of a kind without its own mask is
 * hidden completely, an empty value stays empty. Never throws, and never cuts a surrogate pair.
 */
export const maskFor = (kind: string, value: string): string => {
  if (value.trim() === '') return '';
  const mask = MASKS.get(kind) ?? maskWhole;
  return mask(value.replace(/\p{Surrogate}/gu, '•'));
};
