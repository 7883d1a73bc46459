/** What is known of a person who buys. Free keys of the wire are kept in `other`. */
export interface CustomerDetails {
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly companyName?: string | undefined
  readonly vatNumber?: string | undefined
  readonly locale?: string | undefined
  readonly timeZone?: string | undefined
  readonly other?: Readonly<Record<string, unknown>> | undefined
}

export interface Address {
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly company?: string | undefined
  readonly email?: string | undefined
  readonly workEmail?: string | undefined
  readonly phone?: string | undefined
  readonly workPhone?: string | undefined
  readonly otherPhone?: string | undefined
  readonly address1?: string | undefined
  readonly streetName?: string | undefined
  readonly buildingNumber?: string | undefined
  readonly address2?: string | undefined
  readonly city?: string | undefined
  readonly state?: string | undefined
  readonly postalCode?: string | undefined
  readonly country?: string | undefined
}

export interface Customer {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
  readonly orderId: string
  readonly details: CustomerDetails
}

export interface StoredAddress {
  readonly id: string
  readonly ownerId: string
  readonly customerId: string
  readonly orderId: string
  readonly relationship: 'billing' | 'delivery'
  readonly address: Address
}
