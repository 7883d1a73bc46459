/**
 * What goes wrong with one call. `busy`, `limited` and `conflict` come before anything is done; `broken` after the work had begun
 * and before it did anything, so that its key is used up; `broken-after` and `lost` after it was carried out, as `late`, whose answer comes
 * after `lateMs`.
 */
export type Fault = 'busy' | 'limited' | 'conflict' | 'broken' | 'broken-after' | 'lost' | 'late'

export interface Call {
  readonly method: string
  readonly path: string
}

type Chooser = (call: Call) => Fault | undefined

/** Decides for each call of the API what goes wrong with it. */
export class Faults {
  private planned: { readonly on: RegExp; readonly fault: Fault; left: number }[] = []
  private chooser: Chooser = () => undefined
  /** Before a call is carried out. */
  latencyMs = 0
  lateMs = 0

  /** The next `times` calls whose `POST /v1/…` matches. */
  next(on: RegExp, fault: Fault, times = 1): void {
    this.planned.push({ on, fault, left: times })
  }

  /** For every call that nothing was planned for. */
  choose(chooser: Chooser): void {
    this.chooser = chooser
  }

  none(): void {
    this.planned = []
    this.chooser = () => undefined
    this.latencyMs = 0
  }

  of(call: Call): Fault | undefined {
    const name = `${call.method} ${call.path}`
    const plan = this.planned.find(({ on, left }) => left > 0 && on.test(name))
    if (plan === undefined) return this.chooser(call)
    plan.left -= 1
    return plan.fault
  }
}
