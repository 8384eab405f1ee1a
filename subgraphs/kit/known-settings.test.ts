import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ConfigError, readConfig, readTogether } from './config.ts'
import { knownSettings } from './known-settings.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Names of settings as programs read them: a key of a shape, or a variable of the environment. */
const read = /^\s+((?:HUB|OIDC)_[A-Z_]+):|\benv\.((?:HUB|OIDC)_[A-Z_]+)/gm

describe('settings', () => {
  it('that programs read are all known', () => {
    const files = ['gateway', 'subgraphs', 'scripts']
      .flatMap((folder) =>
        readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map(
          (path) => `${folder}/${path}`,
        ),
      )
      .filter((path) => /(?<!\.test)\.ts$/.test(path) && !/node_modules|known-settings/.test(path))
    const texts = files.map((file) => readFileSync(`${root}/${file}`, 'utf8'))
    const names = texts.flatMap((text) =>
      [...text.matchAll(read)].map(([, key, variable]) => key ?? variable ?? ''),
    )
    expect(names).toContain('HUB_POLICE_URL')
    expect(names.filter((name) => !knownSettings.includes(name))).toEqual([])
    const isRead = (name: string) => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text))
    expect(knownSettings.filter((name) => !isRead(name))).toEqual([])
  })

  it('that nobody knows are refused, each once, with the one that was meant', () => {
    const env = { HUB_POLICE_ULR: 'x', OIDC_ISUER: 'y', HUB_POLICE_URL: 'z', PATH: '/', HUB_EMPTY: '' }
    const part = () => readConfig({ HUB_POLICE_URL: z.string() }, env)
    expect(part).toThrow(ConfigError)
    const told = (() => {
      try {
        return readTogether({ part, other: part })
      } catch (error) {
        return String(error)
      }
    })() as string
    expect(
      told.match(/HUB_POLICE_ULR: there is no such setting; the nearest is HUB_POLICE_URL/g),
    ).toHaveLength(1)
    expect(told).toContain('OIDC_ISUER: there is no such setting; the nearest is OIDC_ISSUER')
    expect(told).not.toContain('HUB_EMPTY')
  })
})
