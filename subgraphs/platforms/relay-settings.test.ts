import { fileURLToPath } from 'node:url'
import { ConfigError } from '@one-visit/kit/config.ts'
import { expect, it } from 'vitest'
import { readRelayLayouts } from './relay-settings.ts'

const file = fileURLToPath(new URL('./ingest/otipc.proto', import.meta.url))

it('reads the numbering of each relay from its file, and none where nothing is set', () => {
  expect(readRelayLayouts({})).toEqual({})
  const layouts = readRelayLayouts({ HUB_PLATFORM_RELAYS: JSON.stringify({ hangzhou: file }) })
  expect(layouts.hangzhou).toContain('message OTIpcList')
})

it.each(['{', '[]', '{"Hang Zhou":"a.proto"}', '{"hangzhou":"/nowhere/a.proto"}'])('refuses %s', (text) => {
  expect(() => readRelayLayouts({ HUB_PLATFORM_RELAYS: text })).toThrow(ConfigError)
})
