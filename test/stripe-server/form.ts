export type FormValue = string | FormValue[] | Form
export interface Form {
  readonly [name: string]: FormValue
}

/** Reads a body or query the way Stripe writes it: `a[b]=1&list[0]=x&list[]=y`. */
export function parseForm(text: string): Form {
  const root: Record<string, FormValue> = {}
  for (const [name, value] of new URLSearchParams(text)) put(root, pathOf(name), value)
  return root
}

function pathOf(name: string): string[] {
  const [head = '', ...rest] = name.split('[')
  return [head, ...rest.map((part) => part.replace(/\]$/, ''))]
}

function put(into: Record<string, FormValue>, [head = '', ...rest]: string[], value: string): void {
  const [next] = rest
  if (next === undefined) {
    into[head] = value
  } else if (next === '' || /^\d+$/.test(next)) {
    const list = into[head]
    into[head] = [...(Array.isArray(list) ? list : []), value]
  } else {
    const old = into[head]
    const inner: Record<string, FormValue> = typeof old === 'object' && !Array.isArray(old) ? { ...old } : {}
    put(inner, rest, value)
    into[head] = inner
  }
}

export function text(form: Form, name: string): string | undefined {
  const value = form[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function list(form: Form, name: string): readonly string[] {
  const value = form[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export function inner(form: Form, name: string): Form {
  const value = form[name]
  return typeof value === 'object' && !Array.isArray(value) ? value : {}
}

/** A hash of texts, such as `metadata`. */
export function texts(form: Form, name: string): Record<string, string> {
  const entries = Object.entries(inner(form, name))
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
}
