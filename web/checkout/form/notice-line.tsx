/** What came of the last press, in words. */
export interface Notice {
  readonly tone: 'problem' | 'progress'
  readonly text: string
}

/** Both regions are always there, so that what appears in them is read out. */
export function NoticeLine({ notice }: { readonly notice: Notice | undefined }) {
  return (
    <>
      <div role="alert">
        {notice?.tone === 'problem' && (
          <p class="notice problem" id="notice" tabIndex={-1}>
            {notice.text}
          </p>
        )}
      </div>
      <div role="status">{notice?.tone === 'progress' && <p class="notice">{notice.text}</p>}</div>
    </>
  )
}
