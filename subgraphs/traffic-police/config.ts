import { readConfig } from '@one-visit/kit/config.ts'
import type { BreakerOptions } from '@one-visit/kit/work/breaker.ts'
import { durationMs } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import {
  type TmriAsker,
  type TmriCaller,
  type VehicleInterface,
  vehicleInterfaces,
} from './ingest/tmri-query.ts'
import type { RateOptions } from './rate.ts'

/** When known vehicles are asked about again by themselves. */
export interface SweepOptions {
  /** An answer older than this is asked for again, ms. */
  ageMs: number
  /** How often the oldest answers are looked for, ms. */
  everyMs: number
  /** A vehicle the police did not answer about is left alone this long, ms. */
  pauseMs: number
  /** The most pulls of the sweep under way at a time. */
  chunk: number
}

/** What an operator is told, once, of a hub that has no police to ask. */
export const noPoliceService =
  'No traffic police service is set: HUB_POLICE_URL. What only the police know stays unknown, and cases that need it wait.'

/** How the police's exchange service is reached. */
export interface TmriOptions {
  /** Address of TmriOutAccess or TmriOutNewAccess; undefined where none is configured. */
  url: string | undefined
  caller: TmriCaller
  asker: TmriAsker
  /** Interfaces vehicles are asked about by, in order of preference. */
  interfaces: readonly VehicleInterface[]
  /** Deadline of a whole exchange, ms. */
  timeoutMs: number
  answerBytesMax: number
  rate: RateOptions
  breaker: BreakerOptions
  /** undefined: nothing is asked again by itself. */
  sweep: SweepOptions | undefined
}

const duration = z.string().transform((text, context) => {
  try {
    return durationMs(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be an ISO 8601 duration, e.g. PT20H' })
    return z.NEVER
  }
})

const interfaces = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(vehicleInterfaces)).min(1))

const count = (max: number) => z.coerce.number().int().min(1).max(max)

const settings = {
  HUB_POLICE_URL: z.url().optional(),
  HUB_POLICE_LICENCE_KEY: z.string().default(''),
  HUB_POLICE_OPERATION: z.enum(['queryObjectOut', 'queryObjectOutNew']).default('queryObjectOut'),
  HUB_POLICE_DOCUMENT_PARAMETER: z.enum(['UTF8XmlDoc', 'QueryXmlDoc']).default('UTF8XmlDoc'),
  /** cjsqbh; where it is set, the caller is identified as TmriOutNewAccess wants it. */
  HUB_POLICE_SCENARIO: z.string().optional(),
  HUB_POLICE_UNIT_CODE: z.string().default(''),
  HUB_POLICE_UNIT_NAME: z.string().default(''),
  HUB_POLICE_USER_ID: z.string().default(''),
  HUB_POLICE_USER_NAME: z.string().default(''),
  HUB_POLICE_TERMINAL: z.string().default(''),
  HUB_POLICE_INTERFACES: interfaces.default(['01C49']),
  HUB_POLICE_PROVINCE: z.string().length(1).default('浙'),
  /** jyjgbh of 18C49. */
  HUB_POLICE_STATION: z.string().optional(),
  HUB_POLICE_TIMEOUT_MS: count(30_000).default(5_000),
  HUB_POLICE_ANSWER_BYTES_MAX: count(64 * 1024 * 1024).default(1024 * 1024),
  HUB_POLICE_RATE_PER_SECOND: z.coerce.number().positive().max(500).default(10),
  HUB_POLICE_RATE_BURST: count(1_000).default(20),
  HUB_POLICE_BREAKER_FAULTS: count(1_000).default(5),
  HUB_POLICE_BREAKER_PAUSE_MS: count(3_600_000).default(5_000),
  HUB_POLICE_SWEEP_AGE: duration.optional(),
  HUB_POLICE_SWEEP_EVERY: duration.default(10_000),
  HUB_POLICE_SWEEP_PAUSE: duration.default(3_600_000),
}

/** The part of the rate the sweep may use up; the rest is left to those who wait for an answer. */
const sweepShare = 0.5
const sweepChunkMax = 500

/**
 * Reads how the police are reached from environment variables; all of them have a value where none is set.
 * @throws ConfigError naming all faults at once
 */
export function readTmriOptions(env: Readonly<Record<string, string | undefined>>): TmriOptions {
  const set = readConfig(settings, env)
  const rate = { perSecond: set.HUB_POLICE_RATE_PER_SECOND, burst: set.HUB_POLICE_RATE_BURST }
  const fair = Math.floor((rate.perSecond * sweepShare * set.HUB_POLICE_SWEEP_EVERY) / 1000)
  return {
    url: set.HUB_POLICE_URL,
    caller: {
      licenceKey: set.HUB_POLICE_LICENCE_KEY,
      operation: set.HUB_POLICE_OPERATION,
      documentParameter: set.HUB_POLICE_DOCUMENT_PARAMETER,
      identity:
        set.HUB_POLICE_SCENARIO === undefined
          ? undefined
          : {
              cjsqbh: set.HUB_POLICE_SCENARIO,
              dwjgdm: set.HUB_POLICE_UNIT_CODE,
              dwmc: set.HUB_POLICE_UNIT_NAME,
              yhbz: set.HUB_POLICE_USER_ID,
              yhxm: set.HUB_POLICE_USER_NAME,
              zdbs: set.HUB_POLICE_TERMINAL,
            },
    },
    asker: { province: set.HUB_POLICE_PROVINCE, station: set.HUB_POLICE_STATION },
    interfaces: set.HUB_POLICE_INTERFACES,
    timeoutMs: set.HUB_POLICE_TIMEOUT_MS,
    answerBytesMax: set.HUB_POLICE_ANSWER_BYTES_MAX,
    rate,
    breaker: {
      faultsInARow: set.HUB_POLICE_BREAKER_FAULTS,
      pauseMs: set.HUB_POLICE_BREAKER_PAUSE_MS,
    },
    sweep:
      set.HUB_POLICE_SWEEP_AGE === undefined
        ? undefined
        : {
            ageMs: set.HUB_POLICE_SWEEP_AGE,
            everyMs: set.HUB_POLICE_SWEEP_EVERY,
            pauseMs: set.HUB_POLICE_SWEEP_PAUSE,
            chunk: Math.min(sweepChunkMax, Math.max(1, fair)),
          },
  }
}
