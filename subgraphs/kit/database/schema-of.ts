/** PostgreSQL schema of a room: its name with underscores. */
export const schemaOf = (room: string): string => room.replaceAll('-', '_')
