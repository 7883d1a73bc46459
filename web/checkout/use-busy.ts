import { useRef, useState } from 'preact/hooks'
import type { Notice } from './form/notice-line.tsx'
import { texts } from './page.ts'
import { useLeaveWarning } from './use-leave-warning.ts'

const slowMs = 10_000

/**
 * One piece of work at a time. After ten seconds the page says so, and no longer asks before it is closed; nor does it ask as long as
 * there is `nothingToLose`.
 */
export function useBusy({ nothingToLose }: { readonly nothingToLose: boolean }) {
  const [busy, setBusy] = useState(false)
  const [slow, setSlow] = useState(false)
  const [notice, setNotice] = useState<Notice>()
  const running = useRef(false)
  useLeaveWarning(busy && !slow && !nothingToLose)

  const run = async (work: () => Promise<void>) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    const timer = setTimeout(() => {
      setSlow(true)
      setNotice({ tone: 'progress', text: texts.stillWorking })
    }, slowMs)
    try {
      await work()
    } finally {
      clearTimeout(timer)
      setNotice((last) => (last?.tone === 'progress' ? undefined : last))
      running.current = false
      setBusy(false)
      setSlow(false)
    }
  }

  return { busy, notice, setNotice, run }
}
