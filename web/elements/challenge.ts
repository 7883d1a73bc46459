import './challenge.css'

/** The page of the sandbox's bank needs a style only: it works without any script. */
