/** The texts of invoices and credit memos, one set for each language of the pages. `{name}` is replaced. */
export interface DocumentTexts {
  readonly invoice: string
  readonly creditMemo: string
  readonly number: string
  readonly reference: string
  readonly date: string
  readonly dueDate: string
  readonly corrects: string
  readonly reason: string
  readonly billTo: string
  readonly creditTo: string
  readonly vatNumber: string
  readonly description: string
  readonly quantity: string
  readonly unitPrice: string
  readonly tax: string
  readonly amount: string
  readonly discount: string
  readonly withoutTax: string
  readonly total: string
  readonly credit: string
  readonly paidOn: string
  readonly paidByCard: string
  readonly toPay: string
  readonly usedFor: string
  readonly refunded: string
  readonly leftOver: string
  readonly downloadPdf: string
}

const en: DocumentTexts = {
  invoice: 'Invoice',
  creditMemo: 'Credit memo',
  number: 'Number',
  reference: 'Reference',
  date: 'Date',
  dueDate: 'Due',
  corrects: 'Corrects',
  reason: 'Reason',
  billTo: 'Billed to',
  creditTo: 'Credited to',
  vatNumber: 'VAT number {number}',
  description: 'Description',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  tax: 'Tax',
  amount: 'Amount',
  discount: 'Discount {amount}',
  withoutTax: 'Total without tax',
  total: 'Total',
  credit: 'Credit {name}, {date}',
  paidOn: 'Paid on {date}',
  paidByCard: 'Paid on {date}, {card}',
  toPay: 'To pay',
  usedFor: 'Used for {name}',
  refunded: 'Paid back',
  leftOver: 'Left for charges to come',
  downloadPdf: 'Download PDF',
}

const de: DocumentTexts = {
  invoice: 'Rechnung',
  creditMemo: 'Gutschrift',
  number: 'Nummer',
  reference: 'Referenz',
  date: 'Datum',
  dueDate: 'Fällig am',
  corrects: 'Berichtigt',
  reason: 'Grund',
  billTo: 'Rechnung an',
  creditTo: 'Gutschrift an',
  vatNumber: 'USt-IdNr. {number}',
  description: 'Beschreibung',
  quantity: 'Menge',
  unitPrice: 'Einzelpreis',
  tax: 'Steuer',
  amount: 'Betrag',
  discount: 'Rabatt {amount}',
  withoutTax: 'Summe ohne Steuer',
  total: 'Summe',
  credit: 'Gutschrift {name}, {date}',
  paidOn: 'Bezahlt am {date}',
  paidByCard: 'Bezahlt am {date}, {card}',
  toPay: 'Zu zahlen',
  usedFor: 'Verwendet für {name}',
  refunded: 'Erstattet',
  leftOver: 'Guthaben für kommende Zahlungen',
  downloadPdf: 'PDF herunterladen',
}

const fr: DocumentTexts = {
  invoice: 'Facture',
  creditMemo: 'Avoir',
  number: 'Numéro',
  reference: 'Référence',
  date: 'Date',
  dueDate: 'Échéance',
  corrects: 'Corrige',
  reason: 'Motif',
  billTo: 'Facturé à',
  creditTo: 'Au crédit de',
  vatNumber: 'N° de TVA {number}',
  description: 'Désignation',
  quantity: 'Quantité',
  unitPrice: 'Prix unitaire',
  tax: 'Taxe',
  amount: 'Montant',
  discount: 'Remise {amount}',
  withoutTax: 'Total hors taxes',
  total: 'Total',
  credit: 'Avoir {name}, {date}',
  paidOn: 'Payé le {date}',
  paidByCard: 'Payé le {date}, {card}',
  toPay: 'À payer',
  usedFor: 'Utilisé pour {name}',
  refunded: 'Remboursé',
  leftOver: 'Reste pour les prochains paiements',
  downloadPdf: 'Télécharger le PDF',
}

const es: DocumentTexts = {
  invoice: 'Factura',
  creditMemo: 'Nota de crédito',
  number: 'Número',
  reference: 'Referencia',
  date: 'Fecha',
  dueDate: 'Vencimiento',
  corrects: 'Corrige',
  reason: 'Motivo',
  billTo: 'Facturado a',
  creditTo: 'Abonado a',
  vatNumber: 'NIF-IVA {number}',
  description: 'Descripción',
  quantity: 'Cantidad',
  unitPrice: 'Precio unitario',
  tax: 'Impuesto',
  amount: 'Importe',
  discount: 'Descuento {amount}',
  withoutTax: 'Total sin impuestos',
  total: 'Total',
  credit: 'Nota de crédito {name}, {date}',
  paidOn: 'Pagado el {date}',
  paidByCard: 'Pagado el {date}, {card}',
  toPay: 'A pagar',
  usedFor: 'Usado para {name}',
  refunded: 'Reembolsado',
  leftOver: 'Saldo para próximos cobros',
  downloadPdf: 'Descargar PDF',
}

const ja: DocumentTexts = {
  invoice: '請求書',
  creditMemo: '返金通知書',
  number: '番号',
  reference: '参照番号',
  date: '発行日',
  dueDate: 'お支払い期限',
  corrects: '訂正する請求書',
  reason: '理由',
  billTo: '請求先',
  creditTo: '返金先',
  vatNumber: '税務番号 {number}',
  description: '内容',
  quantity: '数量',
  unitPrice: '単価',
  tax: '税',
  amount: '金額',
  discount: '割引 {amount}',
  withoutTax: '税抜合計',
  total: '合計',
  credit: '返金通知書 {name}、{date}',
  paidOn: '{date} お支払い済み',
  paidByCard: '{date} お支払い済み、{card}',
  toPay: 'お支払い額',
  usedFor: '{name} に充当',
  refunded: '返金済み',
  leftOver: '今後のお支払いに充当',
  downloadPdf: 'PDF をダウンロード',
}

const byLanguage: Readonly<Record<string, DocumentTexts>> = { en, de, fr, es, ja }

/** Of a locale that the pages speak. */
export function documentTexts(locale: string): DocumentTexts {
  return byLanguage[locale.split('-')[0] ?? ''] ?? en
}
