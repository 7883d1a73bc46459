-- Refunds are found from the payment they come out of, and from the credit that goes back.
create index refunds_payment on refunds (payment_id);
create index refunds_credit_memo on refunds (credit_memo_id);

-- Numbers without gaps. They are given after the commit, many at a time, by one transaction at a time: whoever issues a document
-- waits for nobody.
alter table invoices add column serial bigint, add column number text,
  add constraint invoices_numbered check ((serial is null) = (number is null));
create unique index invoices_serial on invoices (serial) where serial is not null;
create unique index invoices_number on invoices (number) where number is not null;
create index invoices_unnumbered on invoices (issued_at, id) where number is null;
alter table credit_memos add column serial bigint, add column number text,
  add constraint credit_memos_numbered check ((serial is null) = (number is null));
create unique index credit_memos_serial on credit_memos (serial) where serial is not null;
create unique index credit_memos_number on credit_memos (number) where number is not null;
create index credit_memos_unnumbered on credit_memos (issued_at, id) where number is null;
