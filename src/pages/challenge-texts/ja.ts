import type { ChallengeTexts } from './texts.ts'

export const ja: ChallengeTexts = {
  bank: 'テスト銀行',
  heading: 'このお支払いはご本人によるものですか',
  sentence: '{merchant}から、お客様のカードへのお支払い請求です。承認された場合にのみ引き落とされます。',
  checkHeading: 'カードを保存してもよろしいですか',
  checkSentence: '{merchant}が、今後のお支払いのためにカードの保存を求めています。今回の請求はありません。',
  amount: '金額',
  nothing: '今回の請求なし',
  merchant: 'お支払い先',
  card: 'ご利用カード',
  approve: '承認する',
  decline: '拒否する',
  explanation: 'テスト環境の銀行です。実際のお金は動きません。お客様がとる行動を選んでください。',

  back: '{merchant}に戻る',
  passedHeading: 'すでに承認されています',
  passedSentence: 'ここで行うことはもうありません。',
  failedHeading: 'このお支払いは承認されませんでした',
  failedSentence: '請求は発生していません。ショップでもう一度お試しいただけます。',
  endedHeading: 'このお支払いは取り下げられました',
  endedSentence: 'ショップが取り下げました。請求は発生しておらず、今後も発生しません。',
  unknownHeading: 'このお支払いは見つかりません',
  unknownSentence: 'このアドレスにお待ちのお支払いはありません。請求は発生していません。',
  silentHeading: '銀行から応答がありません',
  silentSentence: 'ご回答が届いたかどうかは分かりません。ショップに戻ると結果をご確認いただけます。',
}
