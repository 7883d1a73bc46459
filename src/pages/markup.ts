import sanitizeHtml from 'sanitize-html'
import { SafeHtml } from './html.ts'

const allowed: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'b', 'strong', 'em', 'ul', 'li'],
  allowedAttributes: {},
  disallowedTagsMode: 'discard',
}

/** The one sanitiser: of a catalogue text's markup only paragraphs, line breaks, emphasis and lists survive. */
export function sanitiseMarkup(text: string): SafeHtml {
  return new SafeHtml(sanitizeHtml(text, allowed))
}
