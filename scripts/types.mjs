// The types that ship: one file per entry, with everything of ours it names.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDtsBundle } from 'dts-bundle-generator';

/** Types by entry, relative to the project's root. */
const ENTRIES = {
  'src/index.ts': 'dist/index.d.ts',
  'src/element.ts': 'dist/activecloud-privacy.d.ts',
  'mocks/index.ts': 'dist/mocks/index.d.ts',
  'mocks/node-entry.ts': 'dist/mocks/node.d.ts',
};

/** Writes the types of every entry of the package. @param root the project's root */
export function writeTypes(root) {
  const bundles = generateDtsBundle(
    Object.keys(ENTRIES).map(file => ({
      filePath: join(root, file),
      output: { noBanner: true, exportReferencedTypes: false },
    })),
    { preferredConfigPath: join(root, 'tsconfig.json') },
  );
  for (const [index, file] of Object.values(ENTRIES).entries())
    writeFileSync(join(root, file), bundles[index]);
}
