import type { PayTexts } from '../../contract/pay-texts.ts'

export const ja: PayTexts = {
  confirmSubject: '{merchant} へのお支払いをご確認ください',
  confirmSentence:
    '{name} の {amount}(請求書 {reference})のお支払いについて、銀行がご本人による確認を求めています。',
  confirmAction: 'お支払いを確認する',
  payAction: '今すぐ支払う',
  payOrChange: '同じカードでも、別のカードでもお支払いいただけます。',

  title: 'お支払い',
  heading: '{amount} を支払う',
  forWhat: '内容',
  invoice: '請求書',
  amountDue: 'お支払い額',
  openSince: '発行日',
  bankWants: '銀行がこのお支払いの確認を求めています。',
  failed: 'カードからお支払いいただけませんでした。',
  confirmWith: '{card} で確認する',
  payWith: '{card} で支払う',
  useAnother: '別のカードを使う',
  replaces: '今後のサブスクリプションはこのカードでのお支払いになります。',
  byCard: 'カードで支払う',
  noCards: 'この請求書はこちらではカードでお支払いいただけません。お支払い方法をお問い合わせください。',
  needsScript:
    'お支払いには JavaScript が必要です。ブラウザで有効にして、このページを再読み込みしてください。',

  checking: '銀行に確認しています…',
  bankWaits: '銀行がお客様の確認を待っています。',
  toBank: '銀行のページへ',
  slow: '通常より時間がかかっています。処理は続いていますので、このページを閉じてもかまいません。二重に請求されることはありません。',
  tooMany: '試されたカードの数が多すぎます。数分お待ちになってからもう一度お試しください。',

  paidHeading: 'この請求書はお支払い済みです',
  paidSentence: 'ありがとうございます。ほかに必要な手続きはありません。',
  paidOn: 'お支払い日',
  paidWith: 'お支払い方法',
  amountPaid: 'お支払い額',

  unknownHeading: 'このお支払いリンクは確認できません',
  unknownSentence: '受け取ったメッセージからリンク全体をコピーしてください。',
  expiredHeading: 'このお支払いリンクは期限切れです',
  expiredSentence: '最新のメッセージのリンクをお使いいただくか、新しいリンクをお求めください。',
}
