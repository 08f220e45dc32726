import { describe, expect, test } from 'vitest';
import { fieldsOf } from '../../../web/kit/form.ts';

interface Row {
  name: string;
  from?: string;
  kind: 'A' | 'B';
}

const row: Row = { name: '张三', kind: 'A' };

describe('a form and its fields', () => {
  test('a field has its path, its value and what is wrong with it', () => {
    const fields = fieldsOf(
      row,
      () => undefined,
      (name) => (name === 'rows/1/name' ? '请填写' : undefined),
      {
        at: 'rows/1/',
        disabled: true,
      },
    );
    expect(fields.text('name')).toMatchObject({
      name: 'rows/1/name',
      value: '张三',
      error: '请填写',
      disabled: true,
    });
    expect(fields.choice('kind')).toMatchObject({ name: 'rows/1/kind', value: 'A', error: undefined });
  });

  test('a text that is not there is empty, a day that is not there is none', () => {
    const fields = fieldsOf(
      row,
      () => undefined,
      () => undefined,
    );
    expect(fields.text('from')).toMatchObject({ name: 'from', value: '', disabled: false });
    expect(fields.date('from').value).toBeUndefined();
  });

  test('what is typed, chosen or taken away changes that part alone', () => {
    const changes: Partial<Row>[] = [];
    const fields = fieldsOf(
      row,
      (change) => changes.push(change),
      () => undefined,
    );
    fields.text('name').onInput('李四');
    fields.choice('kind').onChange('B');
    fields.date('from').onChange('2026-11-28');
    fields.date('from').onChange(undefined);
    expect(changes).toEqual([{ name: '李四' }, { kind: 'B' }, { from: '2026-11-28' }, { from: undefined }]);
  });
});
