/** Starts a simulated foreign system by name: `npm run simulate -- platform|station|police|register [options]`. */
const simulators: Readonly<Record<string, () => Promise<{ main(args: string[]): Promise<void> }>>> = {
  platform: () => import('./platform/platform.ts'),
  station: () => import('./station/station.ts'),
  police: () => import('./police/police.ts'),
  register: () => import('./register/register.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const load = Object.hasOwn(simulators, name) ? simulators[name] : undefined
if (load === undefined) {
  console.error(`simulate what? One of: ${Object.keys(simulators).join(', ')}`)
  process.exit(2)
}
try {
  await (await load()).main(args)
} catch (error) {
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  console.error(cause instanceof Error ? `${message}: ${cause.message}` : message)
  process.exit(1)
}
