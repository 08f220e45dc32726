import { parseTaggingXml } from './attributes.ts';
import { type Call, versionHeader, versionToRead } from './engine.ts';
import { setTags } from './objects.ts';
import { receiveText } from './payload.ts';
import type { Reply } from './reply.ts';
import { param } from './request.ts';
import type { Xml } from './xml.ts';

const MAX_XML_BYTES = 64 * 1024;

/** GetObjectTagging. */
export function getTagging({ engine, request, bucket }: Call): Reply {
  const version = versionToRead(engine, bucket.bucketName, request.key, param(request, 'versionId'));
  const tags = version.tags.map(
    ([key, value]): Xml => [
      'Tag',
      [
        ['Key', key],
        ['Value', value],
      ],
    ],
  );
  return { status: 200, headers: versionHeader(version), xml: ['Tagging', [['TagSet', tags]]] };
}

/** PutObjectTagging: replaces the whole set. */
export async function putTagging({ engine, request, auth, bucket }: Call): Promise<Reply> {
  const tags = parseTaggingXml(await receiveText(request, auth, MAX_XML_BYTES));
  const version = versionToRead(engine, bucket.bucketName, request.key, param(request, 'versionId'));
  setTags(engine.catalog, version.seq, tags);
  return { status: 200, headers: versionHeader(version) };
}
