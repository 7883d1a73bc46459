// Stands before the run against Stripe's test mode: without a test key there is nothing to run against.
const key = process.env.STRIPE_SECRET_KEY ?? ''
if (!/^(sk|rk)_test_\w+$/.test(key)) {
  const found = key === '' ? 'it is missing' : 'what it holds is no test key'
  console.error(`test:stripe needs STRIPE_SECRET_KEY, a key of Stripe's test mode (sk_test_…): ${found}.`)
  console.error(
    'Make one at https://dashboard.stripe.com/test/apikeys; docs/operating/stripe.md says what is run.',
  )
  process.exit(2)
}
