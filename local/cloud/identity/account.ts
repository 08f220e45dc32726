/** An account of the embedded issuer. */
export interface Account {
  /** What one signs in with; also the token's `sub`. */
  login: string;
  name: string;
  /** What the sign-in page says beside it. */
  label: string;
}
