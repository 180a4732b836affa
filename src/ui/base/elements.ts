import type { ReactElement } from 'react';

/**
 * Children without bare text. A page translator replaces text nodes, and React then cannot move or remove the ones it
 * has rendered; text beside other elements therefore stands in an element of its own.
 */
export type Elements = ReactElement | readonly Elements[] | boolean | null | undefined;
