import { weightedValues } from './quality.ts';

/** True when the client prefers a page to JSON: a browser names `text/html`, a program `application/json`. */
export const prefersPage = ({ headers }: Pick<Request, 'headers'>): boolean => {
  const values = weightedValues(headers.get('Accept'));
  const qualityOf = (type: string): number =>
    values.find(({ value }) => value === type || value === `${type.split('/')[0]}/*`)?.quality ?? 0;
  const page = qualityOf('text/html');
  return page > 0 && page > qualityOf('application/json');
};
