/** Fields that key an entity. */
type KeyField = 'vin' | 'ref' | 'uscc' | 'companyId' | 'serial' | 'code' | 'id'

type Leaf = string | number | boolean | bigint | Date | null | undefined | PromiseLike<unknown> | Uint8Array

type WithKey<Type> = { [Field in Extract<keyof Type, KeyField>]: Type[Field] } & {
  [Field in Exclude<keyof Type, KeyField>]?: Stub<Type[Field]>
}

/**
 * What a resolver may return for a type: an entity with no more than its key, the resolvers of its fields supply the
 * rest; everything else whole.
 */
export type Stub<Type> = Type extends Leaf
  ? Type
  : Type extends readonly (infer Item)[]
    ? readonly Stub<Item>[]
    : [Extract<keyof Type, KeyField>] extends [never]
      ? { [Field in keyof Type]: Stub<Type[Field]> }
      : WithKey<Type>
