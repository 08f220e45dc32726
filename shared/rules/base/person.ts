/** D29: separation of duties compares natural persons, here and nowhere else. */

/** Somebody who acts: the account, and the other accounts of the same natural person as far as they are known. */
export interface Person {
  readonly id: string;
  readonly alsoAs?: readonly string[] | undefined;
}

/** Is that account this person's? */
export const isPerson = ({ id, alsoAs = [] }: Person, accountId: string | undefined): boolean =>
  accountId !== undefined && accountId !== '' && (accountId === id || alsoAs.includes(accountId));

/** Two accounts as this person's knowledge of his own tells them apart. */
export const samePersonAs = (who: Person, one: string, other: string): boolean =>
  one === other || (isPerson(who, one) && isPerson(who, other));
