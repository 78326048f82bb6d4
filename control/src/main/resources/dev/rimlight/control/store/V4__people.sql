-- What an account may do in an environment; * stands for every environment.
create table account_role (
  account_name text not null references account (account_name),
  environment_key text not null,
  role_word text not null,
  primary key (account_name, environment_key)
);

insert into account_role (account_name, environment_key, role_word)
select account_name, '*', 'admin' from account;

-- Keys of programs. The secret is shown once and kept as a hash; a revoked token stays, so that the log can be read.
create table service_token (
  token_id text primary key,
  token_name text not null,
  token_hash text not null unique,
  environment_key text not null,
  role_word text not null,
  made_at bigint not null,
  made_by text not null,
  expires_at bigint,
  revoked_at bigint,
  used_at bigint
);
