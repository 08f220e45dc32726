import { describe, expect, it } from 'vitest';
import { routes } from '../functions/routes.ts';
import { aboutShippedPlans, ballots, exceptions, floors, house, otherWords } from './architecture/house.ts';
import {
  bracesOf,
  circlesOf,
  codeOf,
  filesOf,
  type Import,
  importsOf,
  linesOf,
  textOf,
} from './architecture/source.ts';

/** The house as tests/architecture/house.ts has it (design.md §2), checked from the source. */

const files = filesOf(['shared', 'functions', 'infra', 'local', 'web']);
const imports = files.flatMap(importsOf);
const known = new Set(files);
const inside = imports.filter((i) => known.has(i.to) || i.to.includes('${'));
const packages = imports.filter((i) => !/^(shared|functions|infra|local|web|statemachines)\//.test(i.to));

const roomOf = (file: string) => house.find(({ room }) => file.startsWith(room));
const topicOf = (file: string) => /^shared\/rules\/([^/]+)\//.exec(file)?.[1];
const arrow = ({ from, to }: Pick<Import, 'from' | 'to'>) => `${from} → ${to}`;

describe('who may import whom', () => {
  it('has something to check', () => {
    expect(files.length).toBeGreaterThan(150);
    expect(inside.length).toBeGreaterThan(400);
    expect(files.filter((f) => !roomOf(f))).toEqual([]);
  });

  it('no room imports what the table forbids, types included', () => {
    const forbidden = inside.filter((i) => {
      const room = roomOf(i.from);
      const allowed = [room?.room ?? '', ...(room?.may ?? [])].some((path) =>
        path.startsWith('type ') ? i.typeOnly && i.to.startsWith(path.slice(5)) : i.to.startsWith(path),
      );
      return !allowed && !(arrow(i) in exceptions);
    });
    expect(forbidden.map(arrow)).toEqual([]);
  });

  it('topics of the rules import lower floors only', () => {
    const floorOf = (topic: string) => floors.findIndex((floor) => floor.includes(topic));
    const topics = new Set(files.flatMap((f) => topicOf(f) ?? []));
    expect([...topics].filter((t) => t !== 'catalogue' && floorOf(t) < 0)).toEqual([]);
    const up = inside.filter((i) => {
      const [a, b] = [topicOf(i.from), topicOf(i.to)];
      if (!a || !b || a === b || a === 'catalogue') return false;
      return b === 'catalogue' || (floorOf(b) >= floorOf(a) && !(arrow(i) in exceptions));
    });
    expect(up.map(arrow)).toEqual([]);
  });

  it('B5: only the functions of the committee reach the secret vote', () => {
    const reach = inside.filter(
      ({ from, to }) =>
        /^functions\//.test(from) &&
        !/^functions\/(api\/committee\/|deps\.ts)/.test(from) &&
        ballots.test(to),
    );
    expect(reach.map(arrow)).toEqual([]);
  });

  it('docs/architecture.md shows the same table', () => {
    const short = (path: string) =>
      path.replace(/^(type )?(shared|functions|web)\/(?=.)/, '$1').replace(/(\/|\.ts)$/, '');
    const rows = [...textOf('docs/architecture.md').matchAll(/^\| (`[^|]+) \|[^|]+\| ([^|]+) \|$/gm)];
    const shown = rows.flatMap(([, rooms = '', may]) =>
      [...rooms.matchAll(/[^`, ]+/g)].map(([r]) => [r, may]),
    );
    const wanted = house.map(({ room, may }) => [room, [...new Set(may.map(short))].join(', ') || '–']);
    expect(shown.sort()).toEqual(wanted.sort());
  });

  it('every exception is still needed', () => {
    const all = new Set(inside.map(arrow));
    expect(Object.keys(exceptions).filter((e) => !all.has(e))).toEqual([]);
  });

  it('no circle of files, types included', () => {
    const counted = inside.filter((i) => !(arrow(i) in exceptions));
    expect(circlesOf(counted.map(({ from, to }) => [from, to] as const))).toEqual([]);
  });

  it('no circle of topic folders', () => {
    const folders = /^(?:shared\/(?:rules|acts)|web\/(?:apply|admin)|local\/cloud)\/[^/]+\//;
    const arrows = inside
      .map(({ from, to }) => [folders.exec(from)?.[0], folders.exec(to)?.[0]] as const)
      .filter((pair): pair is readonly [string, string] => !!pair[0] && !!pair[1] && pair[0] !== pair[1]);
    expect(circlesOf(arrows)).toEqual([]);
  });
});

describe('pages', () => {
  it('a room of a section imports of what stands above it the words alone; parts/ imports no other room', () => {
    const room = /^(web\/(?:apply|admin)\/)([^/]+)\//;
    const up = inside.filter(({ from, to }) => {
      const [, section = '', topic] = room.exec(from) ?? [];
      if (!topic || !to.startsWith(section) || to === `${section}words.ts`) return false;
      const other = room.exec(to)?.[2];
      return other === undefined || (topic === 'parts' && other !== 'parts');
    });
    expect(up.map(arrow)).toEqual([]);
  });
});

describe('what each room may use', () => {
  const from = (pattern: RegExp) => packages.filter((p) => pattern.test(p.from));

  it('rules and contracts are pure: no package but zod/mini (base: hashing), no clock, no process', () => {
    const base = ['@noble/hashes/sha2.js', '@noble/hashes/utils.js', 'canonicalize'];
    const used = from(/^shared\/(contracts|rules)\//).filter(
      (p) => p.to !== 'zod/mini' && !(p.from.startsWith('shared/rules/base/') && base.includes(p.to)),
    );
    expect(used.map(arrow)).toEqual([]);
    const impure = files
      .filter((f) => /^shared\/(contracts|rules)\//.test(f))
      .filter((f) =>
        /\bDate\.now\(|new Date\(\)|\bprocess\.|\bBuffer\.|Math\.random\(|\bfetch\(/.test(codeOf(f)),
      );
    expect(impure).toEqual([]);
  });

  it('only functions/http.ts knows middy', () => {
    expect(packages.filter((p) => p.to.startsWith('@middy/')).map((p) => p.from)).toEqual([
      'functions/http.ts',
    ]);
  });

  it('AWS clients, their types too, stay in stores, ports and the composition root', () => {
    const users = packages
      .filter((p) => p.to.startsWith('@aws-sdk/'))
      .filter((p) => !/^(shared\/(store|ports)\/|functions\/deps\.ts|local\/appoint\.ts)/.test(p.from));
    expect(users.map(arrow)).toEqual([]);
  });

  it('pages use zod/mini only (full zod probes eval and trips a strict CSP)', () => {
    expect(packages.filter((p) => p.to === 'zod').map((p) => p.from)).toEqual([]);
  });
});

describe('tests', () => {
  const tests = filesOf(['tests']);
  const about = Object.keys(aboutShippedPlans);
  const next = new Map<string, string[]>();
  for (const i of [...imports, ...tests.flatMap(importsOf)])
    if (!i.typeOnly) next.set(i.from, [...(next.get(i.from) ?? []), i.to]);
  /** The way from a file to the shipped plans, through whatever it loads. */
  const wayToPlans = (file: string, seen = new Set<string>()): string | undefined => {
    if (file.startsWith('shared/plans/')) return file;
    if (seen.has(file)) return undefined;
    seen.add(file);
    for (const to of next.get(file) ?? []) {
      const way = wayToPlans(to, seen);
      if (way) return `${file} → ${way}`;
    }
    return undefined;
  };

  it('only those about the shipped plans load them, by whatever way; the others take frozen ones', () => {
    const others = tests.filter((f) => !about.some((path) => f.startsWith(path)));
    expect(others.length).toBeGreaterThan(100);
    expect(others.flatMap((f) => wayToPlans(f) ?? [])).toEqual([]);
    // Nor do they read the files.
    const read = others.filter(
      (f) => /['"`/]shared\/plans\//.test(codeOf(f)) && !f.startsWith('tests/architecture'),
    );
    expect(read).toEqual([]);
  });

  it('each of those about the shipped plans loads them', () => {
    const readers = tests.filter((f) => wayToPlans(f));
    expect(about.filter((path) => !readers.some((f) => f.startsWith(path)))).toEqual([]);
  });
});

describe('findings', () => {
  const table = /^shared\/rules\/[^/]+\/findings\.ts$/;
  const sources = files.filter((f) => /^(shared|functions)\//.test(f) && !table.test(f));
  const maker = 'shared/rules/base/finding.ts';

  it('tables of findings stand in the findings.ts of a topic only', () => {
    expect(files.filter((f) => !table.test(f) && /\bfindings\(\{/.test(codeOf(f)))).toEqual([]);
  });

  it('a finding is made by its table: severity and message are written by the maker alone', () => {
    const literal = /\bseverity: ?['"](error|advice)|\bmessage: ?\{/;
    expect(sources.filter((f) => literal.test(codeOf(f)))).toEqual([maker]);
  });

  it('its words, in both languages beside a rule, stand in no other place', () => {
    const worded = sources.filter((f) =>
      bracesOf(f).some((text) => /\bzh\??\s*[:,]/.test(text) && /\brules?\??\s*[:,]/.test(text)),
    );
    const reasons = Object.keys(otherWords);
    expect(worded.filter((f) => !reasons.some((place) => f.startsWith(place)))).toEqual([]);
    expect(reasons.filter((place) => !worded.some((f) => f.startsWith(place)))).toEqual([]);
  });
});

describe('natural persons', () => {
  it('D29: whose account did something is asked in rules/base/person.ts alone', () => {
    const account = String.raw`(?:actor|principal|act\.actor|preparedBy|proposedBy|officeAudit\.actor)\.id`;
    const other = String.raw`[\w.?]+(?:\.id|Id|Handler)\b`;
    const compared = new RegExp(`${account} [!=]== ${other}|${other} [!=]== ${account}`);
    const own: Readonly<Record<string, string>> = {
      'shared/acts/committee/hold-vote.ts': 'the seat that presides',
      'shared/acts/files/read-file.ts': 'whose file it is',
      'shared/acts/people/archive-item.ts': 'whose files they are',
      'shared/acts/people/operators.ts': 'the unit’s own account',
    };
    const asked = files
      .filter((f) => /^(shared|functions)\//.test(f) && !own[f])
      .filter((f) => compared.test(codeOf(f)));
    expect(asked).toEqual([]);
  });
});

describe('sizes', () => {
  it('a handler is at most 40 lines', () => {
    const long = files.filter((f) => f.startsWith('functions/api/')).filter((f) => linesOf(f) > 40);
    expect(long.map((f) => `${f}: ${linesOf(f)}`)).toEqual([]);
  });

  it('no file is over 400 lines, tests and style sheets included', () => {
    const all = filesOf(
      ['shared', 'functions', 'infra', 'local', 'web', 'tests', 'scripts'],
      /\.(ts|tsx|mjs|css)$/,
    );
    const long = all.filter((f) => linesOf(f) > 400);
    expect(long.map((f) => `${f}: ${linesOf(f)}`)).toEqual([]);
  });

  it('npm run test:unit runs all of tests/unit but what works on the bytes of files', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const rooms = new Set(
      filesOf(['tests/unit'], /\.test\.ts$/).map((f) => /^tests\/unit\/[^/.]+/.exec(f)?.[0]),
    );
    const left = [...rooms].filter((room) => !scripts['test:unit']?.split(' ').includes(room ?? ''));
    expect(left.sort()).toEqual(['tests/unit/documents', 'tests/unit/files']);
  });

  it('one file a route in the folder of its audience, and no file without a route', () => {
    const wanted = routes.map((r) => `functions/api/${r.audience.replace('api-', '')}/${r.id}.ts`).sort();
    expect(files.filter((f) => f.startsWith('functions/api/')).sort()).toEqual(wanted);
  });

  it('a handler is typed by its own route', () => {
    const wrong = routes
      .map((r) => [`functions/api/${r.audience.replace('api-', '')}/${r.id}.ts`, r.id] as const)
      .filter(([file, id]) => !codeOf(file).includes(`ApiHandler<'${id}'>`));
    expect(wrong.map(([file]) => file)).toEqual([]);
  });
});
