-- People whom an OpenID provider vouches for: who they are there, and their account here. Its password_hash is empty:
-- no password opens it.
create table vouched_account (
  issuer text not null,
  subject text not null,
  account_name text not null unique references account (account_name),
  primary key (issuer, subject)
);
