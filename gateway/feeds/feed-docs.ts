import { readFeedDescription } from '@one-visit/schema/load.ts'
import type { FastifyInstance } from 'fastify'

interface Operation {
  summary: string
  parameters?: readonly { name: string; in: string; description?: string }[]
  requestBody?: { content: Readonly<Record<string, { schema?: unknown }>> }
}

/** As much of the document as the page shows. */
interface Description {
  info: { title: string; description: string }
  tags: readonly { name: string }[]
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  components: { schemas: Readonly<Record<string, unknown>> }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const pretty = (value: unknown): string => `<pre>${escaped(JSON.stringify(value, null, 2))}</pre>`

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
pre{overflow:auto;background:#f4f4f4;padding:.5rem}h3{margin-top:1.5rem}`

/** Serves what partners read of the feeds: /feeds/openapi.json, and /feeds/docs for people. */
export function feedDocsRoutes(app: FastifyInstance): void {
  const text = readFeedDescription()
  const page = pageOf(JSON.parse(text) as Description)
  app.get('/feeds/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(text))
  app.get('/feeds/docs', (_, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .header('x-content-type-options', 'nosniff')
      .type('text/html; charset=utf-8')
      .send(page),
  )
}

/** The document as a page of plain HTML, without scripts. */
function pageOf(description: Description): string {
  const { info, tags } = description
  // What all rooms share; a message is named by its room, a full stop between.
  const shared = Object.keys(description.components.schemas)
    .filter((name) => !name.includes('.'))
    .map(
      (name) =>
        `<details id="${name}"><summary>${name}</summary>${pretty(description.components.schemas[name])}</details>`,
    )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}</title><style>${style}</style></head><body>
<h1>${escaped(info.title)}</h1>
${info.description
  .split('\n\n')
  .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
  .join('\n')}
<p><a href="openapi.json">openapi.json</a> (OpenAPI 3.1)</p>
<nav><ul>${tags.map(({ name }) => `<li><a href="#${escaped(name)}">${escaped(name)}</a></li>`).join('')}</ul></nav>
${shared.join('\n')}
${tags.map(({ name }) => roomHtml(description, name)).join('\n')}
</body></html>
`
}

function roomHtml({ paths, components }: Description, room: string): string {
  const operations = Object.entries(paths)
    .filter(([path]) => path.startsWith(`/feeds/${room}/`))
    .flatMap(([path, item]) =>
      (['post', 'get'] as const).flatMap((method) => {
        const operation = item[method]
        return operation === undefined ? [] : [operationHtml(path, method, operation)]
      }),
    )
  const messages = Object.entries(components.schemas)
    .filter(([name]) => name.startsWith(`${room}.`))
    .map(
      ([name, schema]) =>
        `<details id="${escaped(name)}"><summary>${escaped(name.slice(room.length + 1))}</summary>${pretty(schema)}</details>`,
    )
  return `<section id="${escaped(room)}"><h2>${escaped(room)}</h2>${operations.join('\n')}
<h3>Messages 报文</h3>${messages.join('\n')}</section>`
}

function operationHtml(path: string, method: string, operation: Operation): string {
  const { summary, parameters = [], requestBody } = operation
  const content = Object.entries(requestBody?.content ?? {})
  const rows = parameters.map(
    ({ name, in: where, description = '' }) =>
      `<li><code>${escaped(name)}</code> (${escaped(where)}): ${escaped(description)}</li>`,
  )
  const bodies = content.map(
    ([type, { schema }]) => `<p>${escaped(type)}</p>${schema === undefined ? '' : pretty(schema)}`,
  )
  return `<h3><code>${method.toUpperCase()} ${escaped(path)}</code></h3><p>${escaped(summary)}</p>
${rows.length > 0 ? `<ul>${rows.join('')}</ul>` : ''}
${bodies.length > 0 ? `<details><summary>Body</summary>${bodies.join('')}</details>` : ''}`
}
