-- What was answered to requests that carry a key, so that one sent again is not done again. Status 0 while it is done.
create table keyed_request (
  sender text not null,
  request_key text not null,
  fingerprint text not null,
  made_at bigint not null,
  status integer not null,
  headers text not null,
  body text not null,
  primary key (sender, request_key)
);
