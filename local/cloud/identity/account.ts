/** An account of the embedded issuer, with the claims that Cognito's tokens would carry. */
export interface Account {
  /** What one signs in with; also the token's `sub`. */
  login: string;
  name: string;
  groups: string[];
  scope: string;
  /** What the sign-in page says beside it. */
  label: string;
}
