import { createDeps } from '../deps.ts';
import { createDocumentRenderer } from '../review/documents.ts';

export const handler = createDocumentRenderer(createDeps());
