/** The only numbers the sandbox takes, and the fixed tokens they stand for. No number ever leaves the browser. */
const tokens: Readonly<Record<string, string>> = {
  '4242424242424242': 'tok_ok',
  '4000000000000002': 'tok_declined',
  '4000000000009995': 'tok_insufficient_funds',
  '4000000000000069': 'tok_expired',
  '4000000000009987': 'tok_lost',
  '4000000000009979': 'tok_stolen',
  '4000000000000127': 'tok_wrong_cvc',
  '4000000000000119': 'tok_processing_error',
  '4100000000000019': 'tok_blocked',
  '4000002500003155': 'tok_3ds',
  '4000008400001629': 'tok_3ds_fails',
  '4000000000000341': 'tok_ok_then_fails',
  '4000000000000259': 'tok_dispute',
}

export function tokenOf(digits: string): string | undefined {
  return tokens[digits]
}
