import { connect, type Socket } from 'node:net'

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  /** Status line and headers as they came. */
  readonly head: string
  readonly body: Buffer
}

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

const headEnd = Buffer.from('\r\n\r\n')
const nothing = Buffer.alloc(0)

/**
 * One kept-alive connection that asks one thing at a time. It speaks just enough HTTP for our own server and costs a fraction
 * of a full client: what measures must not use up the machine that is measured.
 */
export class Connection {
  readonly #socket: Socket
  readonly #host: string
  #received: Buffer = nothing
  #waiting: Waiting | undefined

  private constructor(socket: Socket, host: string) {
    this.#socket = socket
    this.#host = host
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('the server closed the connection')))
  }

  static open(address: string): Promise<Connection> {
    const { hostname, port, host } = new URL(address)
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname)
      socket.once('error', reject)
      socket.once('connect', () => resolve(new Connection(socket, host)))
    })
  }

  ask({ method, path, headers = {}, body }: Request): Promise<Answer> {
    const lines = [`${method} ${path} HTTP/1.1`, `host: ${this.#host}`]
    for (const name in headers) lines.push(`${name}: ${headers[name]}`)
    if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body)}`)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf(headEnd)
    if (end === -1) return
    const head = this.#received.toString('latin1', 0, end)
    const length = /^content-length: (\d+)/im.exec(head)?.[1]
    if (length === undefined) {
      this.#fail(new Error(`an answer of unknown length: ${head}`))
      return
    }
    const from = end + headEnd.length
    const to = from + Number(length)
    if (this.#received.length < to) return
    const body = this.#received.subarray(from, to)
    this.#received = nothing
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, body })
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }
}
