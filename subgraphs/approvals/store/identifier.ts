const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text has the form of an identifier of ours; one that has not is not there, and the database need not be asked. */
export const isIdentifier = (id: string): boolean => uuidForm.test(id)
