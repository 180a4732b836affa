import { NOTHING_SIGNED } from '../../core/seals.ts';
import { folderParts } from '../files/parts.ts';
import type { JobLoopOptions } from '../worker.ts';
import { emptyDirectory } from '../directory/around.ts';
import { policies } from '../policies.ts';
import { connectedSources } from '../sources/connected.ts';

/** What a worker has where no system is connected and nobody is known. */
export const withoutSources: Pick<JobLoopOptions, 'partFiles' | 'sourcesOf' | 'directoryOf' | 'witness'> = {
  partFiles: folderParts('no-folder'),
  sourcesOf: () => connectedSources([], { onFailure: () => undefined }),
  directoryOf: async () => emptyDirectory,
  witness: NOTHING_SIGNED,
};

/** The same as a step of a job has it. */
export const stepWithoutSources = () => {
  const { partFiles, sourcesOf, witness } = withoutSources;
  const now = new Date();
  return {
    now,
    partFiles,
    witness,
    directory: emptyDirectory,
    policies,
    sources: sourcesOf(now),
    sourcesAt: sourcesOf,
  };
};
