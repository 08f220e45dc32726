import { fieldWords, sayValue } from '../../../shared/rules/plan/words/say.ts';
import { say } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';

interface Props {
  section: string;
  document: Readonly<Record<string, unknown>>;
}

/** What a section says, field by field, in the words of the schema. */
export function InWords({ section, document }: Props) {
  const value = document[section];
  const rows = rowsOf(`/${section}`, value, document);
  return <DescriptionList items={rows.map(([term, value]) => ({ term, value }))} />;
}

type Row = readonly [term: string, value: string];

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('zh' in value);

/** A row a field; of a list a row an entry. */
function rowsOf(place: string, value: unknown, document: unknown): Row[] {
  const words = (at: string) => {
    const [zh, en] = fieldWords(at) ?? ['', ''];
    return say({ zh, en });
  };
  if (Array.isArray(value) && value.some((one) => isTree(one)))
    return value.map((one, i): Row => [String(i + 1), say(sayValue(`${place}/*`, one, document))]);
  if (!isTree(value)) return [[words(place), say(sayValue(place, value, document))]];
  return Object.entries(value).flatMap(([key, one]) =>
    isTree(one) && fieldWords(`${place}/${key}`)
      ? rowsOf(`${place}/${key}`, one, document).map(
          ([term, text]): Row => [`${words(`${place}/${key}`)} / ${term}`, text],
        )
      : [[words(`${place}/${key}`) || key, say(sayValue(`${place}/${key}`, one, document))] as Row],
  );
}
