/** Invoices and credit memos need styles alone; no page loads this as a script. */
import '../checkout/style/tokens.css'
import './document.css'
