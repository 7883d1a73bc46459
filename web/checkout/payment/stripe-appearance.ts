import type { Appearance } from './stripe-js.ts'

const dark = matchMedia('(prefers-color-scheme: dark)')

/** Stripe's frames in the look of this page: its colours as they are just now, its sizes and its corners. */
export function stripeAppearance(): Appearance {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const line = `1px solid ${colour('field-line')}`
  return {
    theme: dark.matches ? 'night' : 'stripe',
    variables: {
      colorPrimary: colour('accent'),
      colorBackground: colour('field'),
      colorText: colour('ink'),
      colorTextSecondary: colour('soft-ink'),
      colorTextPlaceholder: colour('soft-ink'),
      colorDanger: colour('wrong'),
      fontFamily: style.fontFamily,
      fontSizeBase: '16px',
      borderRadius: colour('radius'),
      spacingGridRow: '16px',
      spacingGridColumn: '16px',
    },
    rules: {
      '.Input': { border: line, boxShadow: 'none', padding: '9px 12px', lineHeight: '24px' },
      '.Input:focus': {
        border: line,
        boxShadow: 'none',
        outline: `3px solid ${colour('accent')}`,
        outlineOffset: '2px',
      },
      '.Input--invalid': { border: `2px solid ${colour('wrong')}`, boxShadow: 'none', padding: '8px 11px' },
      '.Label': { fontSize: '14px', fontWeight: '600', marginBottom: '4px' },
      '.Error': { fontSize: '14px' },
    },
  }
}

/** Tells the look whenever the system goes from light to dark or back; answers how to stop. */
export function watchAppearance(onChange: (appearance: Appearance) => void): () => void {
  const tell = () => onChange(stripeAppearance())
  dark.addEventListener('change', tell)
  return () => dark.removeEventListener('change', tell)
}
