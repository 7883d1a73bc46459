/** For order types that need nothing beside their schema, and know nothing that comes later. */
export const refuseNothing = (): undefined => undefined
