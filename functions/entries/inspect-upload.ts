import { createDeps } from '../deps.ts';
import { createUploadInspector } from '../events/inspect-upload.ts';

export const handler = createUploadInspector(createDeps());
