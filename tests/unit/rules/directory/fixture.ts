import type { CityDirectory } from '../../../../shared/contracts/directory.ts';
import { directoryOfPlans } from '../../../../shared/rules/directory/directory.ts';
import { demoLibrarian2026, hangzhouEngineer2020 } from '../../../fixtures/plans.ts';

/** What the frozen plan says of its city, with a successor for each district and point that ends. */
export function hangzhou(change: (city: CityDirectory) => void = () => {}): CityDirectory {
  const city = structuredClone(directoryOfPlans([hangzhouEngineer2020]));
  for (const one of [...city.districts, ...city.points]) {
    if (one.validTo === null) continue;
    one.successor = 'pointId' in one ? 'P330105' : '330105';
  }
  change(city);
  return city;
}

export const ningbo = (): CityDirectory => structuredClone(directoryOfPlans([demoLibrarian2026]));

export const point = (city: CityDirectory, id: string) => city.points.find((p) => p.pointId === id)!;
export const district = (city: CityDirectory, code: string) => city.districts.find((d) => d.code === code)!;
