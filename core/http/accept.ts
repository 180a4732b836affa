const weightOf = (accept: string, type: string): number | undefined => {
  for (const part of accept.split(',')) {
    const [name = '', ...params] = part.split(';').map(one => one.trim().toLowerCase());
    if (name !== type && name !== `${type.split('/')[0]}/*`) continue;
    const q = params.find(one => one.startsWith('q='))?.slice(2);
    return q === undefined ? 1 : Number(q);
  }
  return undefined;
};

/** Whether the asker would rather have a page than JSON: a browser names `text/html`, a program `application/json`. */
export const prefersPage = ({ headers }: Pick<Request, 'headers'>): boolean => {
  const accept = headers.get('Accept') ?? '';
  const page = weightOf(accept, 'text/html') ?? 0;
  return page > 0 && page > (weightOf(accept, 'application/json') ?? 0);
};
