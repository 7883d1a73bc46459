import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import type { Mail } from '../ports/mailer.ts'
import { postMail, sendMails } from './outbox.ts'
import { retryWaitSeconds } from './retry-wait.ts'

const app = useApp()

const at = '2026-11-22T05:00:00.000Z'

const mailOf = (key: string): Mail => ({
  key,
  to: `${key}@example.com`,
  subject: 'Your receipt',
  text: 'Thank you.',
  html: '<p>Thank you.</p>',
})

function recordingMailer(fails: (mail: Mail) => boolean = () => false) {
  const sent: string[] = []
  return {
    sent,
    send: async (mail: Mail) => {
      if (fails(mail)) throw new Error('mailbox full')
      sent.push(mail.key)
    },
  }
}

const post = (mail: Mail) => app().services.db.write((stores) => postMail(stores, mail, at))

test('a mail is sent once, though it is posted twice and two workers send', async () => {
  await post(mailOf('once'))
  await post(mailOf('once'))
  const mailer = recordingMailer()
  const services = { ...app().services, mailer }
  await Promise.all([sendMails(services), sendMails(services)])
  await sendMails(services)
  expect(mailer.sent).toEqual(['once'])
})

test('a mail that is posted in a transaction that fails is never sent', async () => {
  const { db } = app().services
  await expect(
    db.write(async (stores) => {
      await postMail(stores, mailOf('undone'), at)
      throw new Error('the order failed')
    }),
  ).rejects.toThrow('the order failed')
  const mailer = recordingMailer()
  await sendMails({ ...app().services, mailer })
  expect(mailer.sent).toEqual([])
})

test('a mail that cannot be sent waits for its next try and holds no other mail up', async () => {
  await post(mailOf('full'))
  await post(mailOf('fine'))
  const first = recordingMailer((mail) => mail.key === 'full')
  await sendMails({ ...app().services, mailer: first })
  expect(first.sent).toEqual(['fine'])

  const second = recordingMailer()
  await sendMails({ ...app().services, mailer: second })
  expect(second.sent).toEqual([])

  await app().pool.query(`update mails set next_try_at = now() where key = 'full'`)
  await sendMails({ ...app().services, mailer: second })
  expect(second.sent).toEqual(['full'])
})

test('without a mailer mails wait in the outbox', async () => {
  await post(mailOf('waits'))
  await sendMails({ ...app().services, mailer: undefined })
  const [mail] = await app().services.db.read.mails.list({
    to: 'waits@example.com',
    beforeId: undefined,
    limit: 1,
  })
  expect(mail?.sentAt).toBeUndefined()
  expect(await app().services.db.read.mails.isWaiting()).toBe(true)
})

test.each([
  [1, 30],
  [2, 120],
  [6, 21_600],
  [7, 43_200],
  [100, 43_200],
])('after try %i the next comes in %i seconds', (attempts, seconds) => {
  expect(retryWaitSeconds(attempts)).toBe(seconds)
})
