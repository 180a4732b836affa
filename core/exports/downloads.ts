import { downloadChannel } from '../access/describe.ts';
import type { AccessSlice } from '../access/state.ts';
import type { Text } from '../problem.ts';
import type { ExportRow } from './state.ts';

/** A download of a part, as the access log has it. */
export interface Download {
  readonly at: string;
  readonly part: number;
  readonly from: Text;
  /** The masked address, where it is known. */
  readonly place?: string;
  /** The id of the person who downloaded it. */
  readonly userId: string;
}

/** The downloads of a copy, in the order they were made: each is an entry of the access log and nothing else. */
export const downloadsOf = ({ access }: AccessSlice, { id }: Pick<ExportRow, 'id'>): Download[] =>
  access.flatMap(({ at, own, reference, userId }) =>
    own?.code === 'download-copy' && reference?.kind === 'export' && reference.id === id
      ? [
          {
            at,
            part: own.part,
            from: downloadChannel(own),
            ...(own.address === undefined ? {} : { place: own.address }),
            userId,
          },
        ]
      : [],
  );
