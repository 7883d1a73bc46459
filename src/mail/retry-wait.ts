const waits = [30, 120, 600, 1_800, 7_200, 21_600] as const

const longest = 43_200

/** Seconds to wait after the `attempts`th failed try to send a mail: half a minute at first, then ever longer, at most twelve hours. */
export function retryWaitSeconds(attempts: number): number {
  return waits[attempts - 1] ?? longest
}
