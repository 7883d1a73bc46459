/**
 * Waits for a reason to end: a signal, or the end of the launcher that started us. A second signal changes nothing, because
 * Ctrl+C in a terminal reaches us twice: directly and through the launcher.
 */
export function toldToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
    if (process.connected) process.once('disconnect', () => resolve('the launcher is gone'))
  })
}
