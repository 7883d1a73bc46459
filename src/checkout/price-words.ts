import type { IntervalUnit } from '../domain/time.ts'

/** The few words that a price needs in one language; `{n}` is a length such as "3 months", `{x}` a price in words. */
export interface PriceWords {
  readonly per: Readonly<Record<IntervalUnit, string>>
  readonly every: string
  readonly once: string
  readonly lasting: string
  readonly during: string
  readonly next: string
  readonly plus: string
  readonly afterFree: string
  readonly startingAfter: string
}

const english: PriceWords = {
  per: { days: 'per day', weeks: 'per week', months: 'per month', years: 'per year' },
  every: 'every {n}',
  once: 'once',
  lasting: '{x} for {n}',
  during: 'for {n}',
  next: ', then {x}',
  plus: ', plus {x}',
  afterFree: '{x}, after {n} free',
  startingAfter: '{x}, starting after {n}',
}

const german: PriceWords = {
  per: { days: 'pro Tag', weeks: 'pro Woche', months: 'pro Monat', years: 'pro Jahr' },
  every: 'alle {n}',
  once: 'einmalig',
  lasting: '{x}, Laufzeit {n}',
  during: 'für {n}',
  next: ', danach {x}',
  plus: ', zuzüglich {x}',
  afterFree: '{x}, zu Beginn gratis: {n}',
  startingAfter: '{x}, Beginn nach: {n}',
}

const french: PriceWords = {
  per: { days: 'par jour', weeks: 'par semaine', months: 'par mois', years: 'par an' },
  every: 'tous les {n}',
  once: 'une seule fois',
  lasting: '{x} pendant {n}',
  during: 'pour {n}',
  next: ', puis {x}',
  plus: ', plus {x}',
  afterFree: '{x}, après {n} offerts',
  startingAfter: '{x}, à partir de {n} après le début',
}

const spanish: PriceWords = {
  per: { days: 'al día', weeks: 'a la semana', months: 'al mes', years: 'al año' },
  every: 'cada {n}',
  once: 'una sola vez',
  lasting: '{x} durante {n}',
  during: 'por {n}',
  next: ', después {x}',
  plus: ', más {x}',
  afterFree: '{x}, después de {n} gratis',
  startingAfter: '{x}, a partir de {n} después del inicio',
}

const japanese: PriceWords = {
  per: { days: '/ 日', weeks: '/ 週', months: '/ 月', years: '/ 年' },
  every: '/ {n}ごと',
  once: '一回のみ',
  lasting: '{x}（{n}間）',
  during: '/ {n}分',
  next: '、その後 {x}',
  plus: '、別途 {x}',
  afterFree: '{x}（最初の{n}は無料）',
  startingAfter: '{x}（{n}後に開始）',
}

const byLanguage: Readonly<Record<string, PriceWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
}

/** The words for a locale; English when we do not speak its language. */
export function priceWordsFor(locale: string): PriceWords {
  return byLanguage[new Intl.Locale(locale).language] ?? english
}
