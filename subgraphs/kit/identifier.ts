const form = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text has the form of an identifier of ours, a UUID; one that has not is not there, and no database is asked. */
export const isIdentifier = (id: string): boolean => form.test(id)
