-- Refunds are found from the payment they come out of, and from the credit that goes back.
create index refunds_payment on refunds (payment_id);
create index refunds_credit_memo on refunds (credit_memo_id);
