import type { Settings } from '../../domain/settings.ts'
import type { Language } from '../languages.ts'

/** What a document says beside its figures: in which language, who sells, whether it is real. */
export interface Surroundings {
  readonly language: Language
  readonly settings: Settings
  readonly sandbox: boolean
}
