import { texts } from '../page.ts'

export interface Mistake {
  readonly id: string
  readonly text: string
  readonly focus: () => void
}

/** What is to be mended, with links to the places. */
export function ErrorSummary({ mistakes }: { mistakes: readonly Mistake[] }) {
  if (mistakes.length === 0) return null
  return (
    <div class="summary-of-mistakes" role="alert">
      <p>{texts.checkTheseFields}</p>
      <ul>
        {mistakes.map(({ id, text, focus }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault()
                focus()
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
