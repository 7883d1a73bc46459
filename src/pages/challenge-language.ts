import { de } from './challenge-texts/de.ts'
import { en } from './challenge-texts/en.ts'
import { es } from './challenge-texts/es.ts'
import { fr } from './challenge-texts/fr.ts'
import { ja } from './challenge-texts/ja.ts'
import type { ChallengeTexts } from './challenge-texts/texts.ts'
import type { Language } from './languages.ts'

const textsByLanguage: Readonly<Record<string, ChallengeTexts>> = { en, de, fr, es, ja }

/** What the sandbox's bank says, in the language of the page. */
export function challengeTextsOf({ locale }: Pick<Language, 'locale'>): ChallengeTexts {
  return textsByLanguage[locale.split('-')[0] ?? ''] ?? en
}
