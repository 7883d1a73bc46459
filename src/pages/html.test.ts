import { expect, test } from 'vitest'
import { dataElement, html } from './html.ts'
import { sanitiseMarkup } from './markup.ts'

test('whatever is put into a page is escaped, in text and in attributes', () => {
  expect(html`<p title="${'"><b>'}">${'<script>'}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;b&gt;">&lt;script&gt;</p>',
  )
})

test('markup made here is not escaped twice, lists are joined, and nothing is written for nothing', () => {
  expect(html`${[html`<b>${'&'}</b>`, 'x']}${undefined}${null}${false}${0}`.text).toBe('<b>&amp;</b>x0')
})

test('no text in the data can end its element', () => {
  expect(dataElement('page-data', { text: '</script><script>' }).text).not.toContain('</script><')
})

test('of a description only harmless markup survives', () => {
  const text =
    '<p onclick="x()">Hello <strong>you</strong><img src=x onerror=y><script>z()</script><a href="#">.</a></p>'
  expect(sanitiseMarkup(text).text).toBe('<p>Hello <strong>you</strong>.</p>')
})
