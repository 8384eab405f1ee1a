import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./tables.ts', './company-tables.ts', './driver-tables.ts'],
  out: './migrations',
  schemaFilter: ['platforms'],
})
