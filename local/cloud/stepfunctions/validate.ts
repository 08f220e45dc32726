import type { Container, Machine, State, StateType } from './asl.ts';
import { parseTimestamp, RESOURCE } from './asl.ts';
import { byteLength, ServiceError } from './errors.ts';
import { compile, expressionOf, missingFunction } from './expressions.ts';

type Fields = Record<string, unknown>;

function refuse(sentence: string, at: string, code = 'SCHEMA_VALIDATION_FAILED'): never {
  throw new ServiceError(
    'InvalidDefinition',
    `Invalid State Machine Definition: '${code}: ${sentence} at ${at}'`,
  );
}

const SHARED = ['Type', 'Comment', 'QueryLanguage'];
const FLOW = ['Next', 'End', 'Assign', 'Output'];
const GUARDED = ['Retry', 'Catch'];
const ALLOWED: Record<StateType, string[]> = {
  Task: [...FLOW, ...GUARDED, 'Resource', 'Arguments', 'TimeoutSeconds'],
  Pass: FLOW,
  Choice: ['Choices', 'Default', 'Assign', 'Output'],
  Wait: [...FLOW, 'Seconds', 'Timestamp'],
  Succeed: ['Output'],
  Fail: ['Error', 'Cause'],
  Parallel: [...FLOW, ...GUARDED, 'Branches', 'Arguments'],
  Map: [...FLOW, ...GUARDED, 'Items', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency'],
};

const STATES_ERRORS = new Set(
  'ALL BranchFailed DataLimitExceeded NoChoiceMatched Permissions QueryEvaluationError Runtime TaskFailed Timeout'
    .split(' ')
    .map((name) => `States.${name}`),
);

/** Longest time that a field may name: 99 999 999 seconds. */
const MAX_SECONDS = 99_999_999;
/** A definition may be 1 MiB. */
const MAX_DEFINITION_BYTES = 1_048_576;

interface Walk {
  names: Set<string>;
  language: unknown;
}

/**
 * Reads a definition and refuses, in one sentence that names the place, whatever this engine would not run as AWS
 * does: JSONPath, fields and resources outside the subset, targets that do not exist, expressions that do not parse.
 * @throws ServiceError InvalidDefinition
 */
export function parseDefinition(text: string): Machine {
  if (byteLength(text) > MAX_DEFINITION_BYTES) refuse('The definition is larger than 1 MiB', '/');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ServiceError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${(error as Error).message}'`,
    );
  }
  const machine = objectAt(value, '/');
  onlyFields(machine, ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'], '/');
  if (machine.Version !== undefined && machine.Version !== '1.0') refuse('Version must be "1.0"', '/Version');
  if (machine.TimeoutSeconds !== undefined) seconds(machine.TimeoutSeconds, '/TimeoutSeconds', 1, false);
  const walk: Walk = { names: new Set(), language: machine.QueryLanguage ?? 'JSONPath' };
  container(machine, '', walk, new Set());
  return machine as unknown as Machine;
}

function container(value: Fields, at: string, walk: Walk, outer: Set<string>): void {
  const missing = ['StartAt', 'States'].filter((key) => value[key] === undefined);
  if (missing.length) refuse(`These fields are required: [${missing.join(', ')}]`, at || '/');
  const states = objectAt(value.States, `${at}/States`);
  const names = Object.keys(states);
  if (!names.length) refuse('States must hold at least one state', `${at}/States`);
  const assigned = new Set(outer);
  for (const name of names) {
    if ([...name].length > 80) refuse('A state name may have 80 characters', `${at}/States/${name}`);
    if (walk.names.has(name))
      refuse(`The state name ${name} is used twice`, `${at}/States/${name}`, 'DUPLICATE_STATE_NAME');
    walk.names.add(name);
    for (const key of assignedBy(objectAt(states[name], `${at}/States/${name}`))) {
      if (outer.has(key))
        refuse(`The variable ${key} belongs to an outer scope`, `${at}/States/${name}/Assign`);
      assigned.add(key);
    }
  }
  for (const name of names) state(objectAt(states[name], ''), `${at}/States/${name}`, walk, assigned);
  targets(value as unknown as Container, at);
}

function assignedBy(fields: Fields): string[] {
  const places = [fields, ...listOf(fields.Choices), ...listOf(fields.Catch)];
  return places.flatMap((place) => (isFields(place.Assign) ? Object.keys(place.Assign) : []));
}

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** Every target exists beside its source, every state can be reached, and some state ends. */
function targets(box: Container, at: string): void {
  const exits = (one: State) =>
    [
      one.Next,
      one.Default,
      ...(one.Choices ?? []).map((r) => r.Next),
      ...(one.Catch ?? []).map((c) => c.Next),
    ].filter((next) => next !== undefined);
  const known = (name: string, where: string) => {
    if (!Object.hasOwn(box.States, name))
      refuse(`Missing 'Next' target: ${name}`, where, 'MISSING_TRANSITION_TARGET');
  };
  if (typeof box.StartAt !== 'string') refuse('StartAt must be a string', `${at}/StartAt`);
  known(box.StartAt, `${at}/StartAt`);
  const seen = new Set([box.StartAt]);
  for (const name of seen) {
    for (const next of exits(box.States[name]!)) {
      known(next, `${at}/States/${name}`);
      seen.add(next);
    }
  }
  for (const name of Object.keys(box.States)) {
    if (!seen.has(name))
      refuse(`State ${name} is not reachable`, `${at}/States/${name}`, 'MISSING_TRANSITION_TARGET');
  }
  const ends = Object.values(box.States).some((s) => s.End || s.Type === 'Succeed' || s.Type === 'Fail');
  if (!ends) refuse('No terminal state', `${at}/States`, 'NO_TERMINAL_STATE');
}

function state(fields: Fields, at: string, walk: Walk, assigned: Set<string>): void {
  const type = fields.Type as StateType;
  if (!Object.hasOwn(ALLOWED, String(type)))
    refuse(`Type must be one of ${Object.keys(ALLOWED).join(', ')}`, `${at}/Type`);
  if ((fields.QueryLanguage ?? walk.language) !== 'JSONata') {
    refuse('QueryLanguage must be JSONata: this engine runs no JSONPath', `${at}/QueryLanguage`);
  }
  onlyFields(fields, [...SHARED, ...ALLOWED[type]], at);
  if (ALLOWED[type].includes('Next')) nextOrEnd(fields, at);
  assignAndOutput(fields, at);
  for (const key of ['Arguments', 'ItemSelector', 'Error', 'Cause'] as const) {
    if (fields[key] !== undefined) template(fields[key], `${at}/${key}`);
  }
  for (const key of ['Error', 'Cause']) {
    if (fields[key] !== undefined && typeof fields[key] !== 'string')
      refuse(`${key} must be a string`, `${at}/${key}`);
  }
  retriersAndCatchers(fields, at);
  PARTICULAR[type]?.(fields, at, walk, assigned);
}

const PARTICULAR: Partial<
  Record<StateType, (fields: Fields, at: string, walk: Walk, assigned: Set<string>) => void>
> = {
  Task(fields, at) {
    if (typeof fields.Resource !== 'string' || !RESOURCE.test(fields.Resource)) {
      refuse('Resource must be lambda:invoke or lambda:invoke.waitForTaskToken', `${at}/Resource`);
    }
    if (isFields(fields.Arguments)) {
      onlyFields(fields.Arguments, ['FunctionName', 'Payload', 'Qualifier'], `${at}/Arguments`);
      if (fields.Arguments.FunctionName === undefined) {
        refuse("The field 'FunctionName' is required but was missing", `${at}/Arguments`);
      }
    } else if (typeof fields.Arguments !== 'string' || expressionOf(fields.Arguments) === undefined) {
      refuse('Arguments must be an object or a JSONata expression', `${at}/Arguments`);
    }
    if (fields.TimeoutSeconds !== undefined) seconds(fields.TimeoutSeconds, `${at}/TimeoutSeconds`, 1);
  },
  Choice(fields, at) {
    if (!Array.isArray(fields.Choices) || !fields.Choices.length)
      refuse('Choices must not be empty', `${at}/Choices`);
    if (fields.Default !== undefined && typeof fields.Default !== 'string')
      refuse('Default must be a string', at);
    for (const [i, rule] of fields.Choices.entries()) {
      const here = `${at}/Choices[${i}]`;
      const one = objectAt(rule, here);
      onlyFields(one, ['Condition', 'Next', 'Assign', 'Output', 'Comment'], here);
      if (typeof one.Next !== 'string') refuse('Next is required', here);
      const literal = typeof one.Condition === 'boolean';
      if (!literal && (typeof one.Condition !== 'string' || expressionOf(one.Condition) === undefined)) {
        refuse('Condition must be a boolean or a JSONata expression', `${here}/Condition`);
      }
      template(one.Condition, `${here}/Condition`);
      assignAndOutput(one, here);
    }
  },
  Wait(fields, at) {
    if ((fields.Seconds === undefined) === (fields.Timestamp === undefined)) {
      refuse('Exactly one of Seconds and Timestamp is required', at);
    }
    if (fields.Seconds !== undefined) seconds(fields.Seconds, `${at}/Seconds`, 0);
    const { Timestamp: stamp } = fields;
    if (stamp === undefined) return;
    if (typeof stamp !== 'string') refuse('Timestamp must be a string', `${at}/Timestamp`);
    if (expressionOf(stamp) === undefined && parseTimestamp(stamp) === undefined) {
      refuse('String does not match RFC3339 timestamp', `${at}/Timestamp`);
    }
    template(stamp, `${at}/Timestamp`);
  },
  Parallel(fields, at, walk, assigned) {
    if (!Array.isArray(fields.Branches) || !fields.Branches.length)
      refuse('Branches must not be empty', `${at}/Branches`);
    for (const [i, branch] of fields.Branches.entries()) {
      const here = `${at}/Branches[${i}]`;
      const one = objectAt(branch, here);
      onlyFields(one, ['StartAt', 'States', 'Comment'], here);
      container(one, here, walk, assigned);
    }
  },
  Map(fields, at, walk, assigned) {
    const items = fields.Items;
    if (items !== undefined && !Array.isArray(items) && (typeof items !== 'string' || !expressionOf(items))) {
      refuse('Items must be an array or a JSONata expression', `${at}/Items`);
    }
    if (items !== undefined) template(items, `${at}/Items`);
    if (fields.MaxConcurrency !== undefined) seconds(fields.MaxConcurrency, `${at}/MaxConcurrency`, 0);
    const here = `${at}/ItemProcessor`;
    const inner = objectAt(fields.ItemProcessor, here);
    onlyFields(inner, ['ProcessorConfig', 'StartAt', 'States', 'Comment'], here);
    if (inner.ProcessorConfig !== undefined) {
      const config = objectAt(inner.ProcessorConfig, `${here}/ProcessorConfig`);
      onlyFields(config, ['Mode'], `${here}/ProcessorConfig`);
      if (config.Mode !== 'INLINE') refuse('Mode must be INLINE', `${here}/ProcessorConfig/Mode`);
    }
    container(inner, here, walk, assigned);
  },
};

function retriersAndCatchers(fields: Fields, at: string): void {
  for (const key of GUARDED) {
    if (fields[key] !== undefined && !Array.isArray(fields[key]))
      refuse(`${key} must be an array`, `${at}/${key}`);
  }
  const retriers = (fields.Retry ?? []) as unknown[];
  for (const [i, value] of retriers.entries()) {
    const here = `${at}/Retry[${i}]`;
    const one = objectAt(value, here);
    const keys =
      'ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Comment'.split(' ');
    onlyFields(one, keys, here);
    errorEquals(one.ErrorEquals, here, i === retriers.length - 1);
    whole(one.IntervalSeconds, `${here}/IntervalSeconds`, 1, MAX_SECONDS);
    whole(one.MaxAttempts, `${here}/MaxAttempts`, 0, MAX_SECONDS);
    whole(one.MaxDelaySeconds, `${here}/MaxDelaySeconds`, 1, 31_622_400);
    if (one.BackoffRate !== undefined && !(typeof one.BackoffRate === 'number' && one.BackoffRate >= 1)) {
      refuse('BackoffRate must be a number of at least 1', `${here}/BackoffRate`);
    }
    if (one.JitterStrategy !== undefined && !['NONE', 'FULL'].includes(String(one.JitterStrategy))) {
      refuse('JitterStrategy must be NONE or FULL', `${here}/JitterStrategy`);
    }
  }
  const catchers = (fields.Catch ?? []) as unknown[];
  for (const [i, value] of catchers.entries()) {
    const here = `${at}/Catch[${i}]`;
    const one = objectAt(value, here);
    onlyFields(one, ['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'], here);
    errorEquals(one.ErrorEquals, here, i === catchers.length - 1);
    if (typeof one.Next !== 'string') refuse('Next is required', here);
    assignAndOutput(one, here);
  }
}

function errorEquals(value: unknown, at: string, last: boolean): void {
  if (!Array.isArray(value) || !value.length || !value.every((name) => typeof name === 'string')) {
    refuse('ErrorEquals must be a list of error names', `${at}/ErrorEquals`);
  }
  for (const name of value) {
    if (name.startsWith('States.') && !STATES_ERRORS.has(name))
      refuse(`${name} is no known error`, `${at}/ErrorEquals`);
  }
  if (value.includes('States.ALL') && (value.length > 1 || !last)) {
    refuse('States.ALL must stand alone, in the last place', `${at}/ErrorEquals`);
  }
}

function nextOrEnd(fields: Fields, at: string): void {
  if ((fields.Next === undefined) === (fields.End === undefined))
    refuse('Exactly one of Next and End is required', at);
  if (fields.Next !== undefined && typeof fields.Next !== 'string')
    refuse('Next must be a string', `${at}/Next`);
  if (fields.End !== undefined && fields.End !== true) refuse('End must be true', `${at}/End`);
}

function assignAndOutput(fields: Fields, at: string): void {
  if (fields.Output !== undefined) template(fields.Output, `${at}/Output`);
  if (fields.Assign === undefined) return;
  const assign = objectAt(fields.Assign, `${at}/Assign`);
  for (const name of Object.keys(assign)) {
    if (name === 'states' || !/^[\p{ID_Start}_][\p{ID_Continue}_]{0,79}$/u.test(name)) {
      refuse(`${name} is no variable name`, `${at}/Assign`);
    }
  }
  template(assign, `${at}/Assign`);
}

/** Every expression inside parses, and calls only what is offered. */
function template(value: unknown, at: string): void {
  if (typeof value === 'string') {
    const text = expressionOf(value);
    if (text === undefined) {
      if (value.startsWith('{%')) refuse('A JSONata expression must end with %}', at);
      return;
    }
    try {
      compile(text);
    } catch (error) {
      refuse(`The JSONata expression does not parse: ${(error as Error).message}`, at);
    }
    const missing = missingFunction(text);
    if (missing !== undefined) refuse(`$${missing} is not supported`, at);
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) template(item, `${at}[${i}]`);
  } else if (isFields(value)) {
    // A key may end as in JSONPath; it is a key like any other.
    for (const [key, item] of Object.entries(value)) template(item, `${at}/${key}`);
  }
}

/** A literal or an expression. */
function seconds(value: unknown, at: string, least: number, expression = true): void {
  if (expression && typeof value === 'string' && expressionOf(value) !== undefined) template(value, at);
  else whole(value, at, least, MAX_SECONDS);
}

function whole(value: unknown, at: string, least: number, most: number): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
    refuse(`A whole number from ${least} to ${most} is required`, at);
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectAt(value: unknown, at: string): Fields {
  if (!isFields(value)) refuse('An object is required', at);
  return value;
}

function onlyFields(fields: Fields, allowed: string[], at: string): void {
  const extra = Object.keys(fields).filter((key) => !allowed.includes(key));
  if (extra.length) refuse(`Field(s) not supported: [${extra.join(', ')}]`, at);
}
