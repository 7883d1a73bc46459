const maxPathLength = 512
const maxSegments = 8

/**
 * A path as the catalogue writes it: one slash in front, none behind. `undefined` when it is empty, too long, or has an
 * empty, dot or control-character segment.
 */
export function catalogPath(given: string): string | undefined {
  const segments = given.replace(/^\/|\/$/g, '').split('/')
  const valid = segments.length <= maxSegments && given.length <= maxPathLength && segments.every(isSegment)
  return valid ? `/${segments.join('/')}` : undefined
}

function isSegment(segment: string): boolean {
  return /^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]+$/u.test(segment) && segment.trim() === segment
}
