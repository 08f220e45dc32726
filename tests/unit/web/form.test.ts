import { describe, expect, test } from 'vitest';
import { errorNow, fieldsOf } from '../../../web/kit/form.ts';

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

  test('an error goes when its entry, or the row that it stands in, is changed, and stays beside what is as it was', () => {
    const then = { mobile: '138', rows: [{ name: '' }], name: '张三' };
    const lines = [
      { code: 'A', field: '/mobile', message: '号码不对', advice: false },
      { code: 'B', field: '/rows/0/name', message: '请填写', advice: false },
    ];
    const now = { ...then, mobile: '13800000000' };
    expect(errorNow(then, then, lines, 'mobile')).toBe('号码不对');
    expect(errorNow(now, then, lines, 'mobile')).toBeUndefined();
    expect(errorNow(now, then, lines, 'rows/0/name')).toBe('请填写');
    expect(errorNow({ ...now, rows: [{ name: '李四' }] }, then, lines, 'rows/0/name')).toBeUndefined();
  });
});
