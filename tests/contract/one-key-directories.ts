import { CITY, copyDirectory, directoryPath, documentOf, givenProposedDirectory } from './directory-kit.ts';
import { head, office, ops } from './office-road.ts';
import type { Case } from './one-key-cases.ts';

/** The cases of one-key-cases.ts that are about directories. */
export const directoryCases = {
  'import-directory': {
    async given(h) {
      const document = documentOf((await copyDirectory(h)).as('DirectoryVersion'));
      return { as: ops, path: '/v1/staff/directories', body: { document } };
    },
  },
  'create-directory-version': {
    given: async () => ({ as: office, path: `/v1/staff/directories/${CITY}/versions`, body: { from: 1 } }),
  },
  'decide-directory-publication': {
    async given(h) {
      const seen = await givenProposedDirectory(h);
      const body = { decision: 'CONFIRM', sha256: seen.sha256 };
      return { as: head, path: `${directoryPath(seen)}/publication`, body };
    },
  },
} satisfies Record<string, Case>;
