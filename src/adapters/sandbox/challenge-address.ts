/** Of the page where the buyer's bank waits, on this server. */
export function challengeAddress(challengeId: string): string {
  return `/elements/sandbox/challenge/${challengeId}`
}
